import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {run} from '../run.ts'
import {startVigor, type Vigor} from '../simulators/draytek.ts'
import {ownTimeout, readBlock, wordsOf} from '../telegraf.ts'

const {block, commands} = readBlock('draytek')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-telegraf-'))
const passwordFile = path.join(folder, 'password')

let modem: Vigor
beforeAll(async () => {
	fs.writeFileSync(passwordFile, 'secret\n', {mode: 0o600})
	modem = await startVigor({fixture: 'vigor2865-4.4.3--35b', password: 'secret'})
})
afterAll(async () => {
	await modem.close()
	fs.rmSync(folder, {recursive: true})
})

it('has a list, a string, and three other commands', () => {
	expect(commands.map(command => typeof command)).toEqual(['object', 'string', 'object', 'object', 'object'])
})

it.each(commands)('runs %j as Telegraf does', async command => {
	const argv = wordsOf(command)
	const bySsh = argv.includes('ssh')
	const words = argv.map(word =>
		word.replace('192.168.1.1', '127.0.0.1').replace(/^\/etc\/.*password$/, passwordFile),
	)
	// By SSH nobody is there: the poll fails, and still ends well for Telegraf.
	const {status, stdout, stderr} = await run([...words, '--port', bySsh ? '1' : String(modem.port)])
	expect(status).toBe(0)
	expect(stdout).toMatch(/^linestat_poll,device=draytek,source=127.0.0.1 .* \d{19}$/m)
	if (bySsh) {
		expect(stdout).toContain('up=0i')
		expect(stderr).toMatch(/^E! [^\n]{1,509}\n$/)
	} else {
		expect(stderr).toBe('')
		expect(stdout).toMatch(/^xdsl,device=draytek,direction=down,source=127.0.0.1 .*rate_bps=292047000i/m)
		if (argv.join(' ').includes('wan')) expect(stdout).toMatch(/^wan,device=draytek,interface=WAN1,/m)
	}
})

it('gives Telegraf more time than linestat, within the interval, and the right format', () => {
	const {timeout, interval = '', data_format} = block
	expect(Number.parseInt(timeout, 10)).toBeGreaterThanOrEqual(ownTimeout(block) + 3)
	expect(Number.parseInt(interval, 10)).toBeGreaterThan(Number.parseInt(timeout, 10))
	expect(data_format).toBe('influx')
})
