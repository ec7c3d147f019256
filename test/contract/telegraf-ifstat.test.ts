import fs from 'node:fs'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {run} from '../run.ts'
import {sysfsTree} from '../sysfs.ts'
import {ownTimeout, readBlock, wordsOf} from '../telegraf.ts'

const {block, commands} = readBlock('ifstat')

let tree: ReturnType<typeof sysfsTree>
beforeAll(() => {
	tree = sysfsTree(fs.readFileSync('fixtures/ifstat/edgerouter--answer.txt', 'utf8'))
})
afterAll(() => tree[Symbol.dispose]())

it('has a list, a string, and three other commands', () => {
	expect(commands.map(command => typeof command)).toEqual(['object', 'string', 'object', 'object', 'object'])
})

it.each(commands)('runs %j as Telegraf does', async command => {
	const argv = wordsOf(command)
	const isHere = !argv.includes('--ssh') && !argv.includes('--tcp')
	// The router of the file is an address at which nobody listens.
	const words = argv.map(word => word.replace(/\brouter(:19998)?$/, '127.0.0.1:1'))
	const {status, stdout, stderr} = await run(words, {env: tree.env})
	expect(status).toBe(0)
	expect(stdout).toMatch(/^linestat_poll,device=ifstat,source=\S+ .* \d{19}$/m)
	if (isHere) {
		expect(stdout).toMatch(/^ifstat,(alias=WAN,)?device=ifstat,interface=eth0,/)
		expect(stderr).toBe('')
	} else {
		// The poll failed, and still ends well for Telegraf.
		expect(stdout).toContain('up=0i')
		expect(stderr).toMatch(/^E! [^\n]{1,509}\n$/)
	}
})

it('gives Telegraf more time than linestat, and the right format', () => {
	const {timeout, data_format} = block
	expect(Number.parseInt(timeout, 10)).toBeGreaterThanOrEqual(ownTimeout(block) + 3)
	expect(data_format).toBe('influx')
})
