import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {parse} from 'smol-toml'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {run} from '../run.ts'
import {startVigor, type Vigor} from '../simulators/draytek.ts'

interface Exec {
	commands: (string | string[])[]
	timeout: string
	interval: string
	data_format: string
}

const text = fs.readFileSync('telegraf/draytek.conf', 'utf8')

/** The block, with one of the commented settings in the place of the active one. */
function blockWith(setting?: string): Exec {
	const active =
		setting === undefined ? text : `${text.replace(/^ {2}commands = \[\n.*\n {2}\]$/m, '')}\n${setting}`
	const {inputs} = parse(active) as unknown as {inputs: {exec: [Exec]}}
	return inputs.exec[0]
}

const settings = [undefined, ...[...text.matchAll(/^ {2}# (commands = .*)$/gm)].map(([, setting]) => setting)]
const commands = settings.flatMap(setting => blockWith(setting).commands)
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
	const [program, ...argv] = typeof command === 'string' ? command.split(' ') : command
	expect(program).toBe('/usr/bin/linestat')
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
	const {timeout, interval, data_format, commands} = blockWith()
	const own = commands.flat().find((_, index, words) => words[index - 1] === '--timeout')
	expect(Number.parseInt(timeout, 10)).toBeGreaterThanOrEqual(Number.parseInt(own ?? '', 10) + 3)
	expect(Number.parseInt(interval, 10)).toBeGreaterThan(Number.parseInt(timeout, 10))
	expect(data_format).toBe('influx')
})
