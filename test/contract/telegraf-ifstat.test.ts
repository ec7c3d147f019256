import fs from 'node:fs'
import {parse} from 'smol-toml'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {run} from '../run.ts'
import {sysfsTree} from '../sysfs.ts'

interface Exec {
	commands: (string | string[])[]
	timeout: string
	data_format: string
}

const text = fs.readFileSync('telegraf/ifstat.conf', 'utf8')

/** The block, with one of the commented settings in the place of the active one. */
function blockWith(setting?: string): Exec {
	const active =
		setting === undefined ? text : `${text.replace(/^ {2}commands = \[\n.*\n {2}\]$/m, '')}\n${setting}`
	const {inputs} = parse(active) as unknown as {inputs: {exec: Exec[]}}
	const [block] = inputs.exec
	if (block === undefined || inputs.exec.length > 1) throw new Error('One block is expected')
	return block
}

const settings = [undefined, ...[...text.matchAll(/^ {2}# (commands = .*)$/gm)].map(([, setting]) => setting)]
const commands = settings.flatMap(setting => blockWith(setting).commands)

let tree: ReturnType<typeof sysfsTree>
beforeAll(() => {
	tree = sysfsTree(fs.readFileSync('fixtures/ifstat/edgerouter--answer.txt', 'utf8'))
})
afterAll(() => tree[Symbol.dispose]())

it('has a list, a string, and three other commands', () => {
	expect(commands.map(command => typeof command)).toEqual(['object', 'string', 'object', 'object', 'object'])
})

it.each(commands)('runs %j as Telegraf does', async command => {
	const [program, ...argv] = typeof command === 'string' ? command.split(' ') : command
	expect(program).toBe('/usr/bin/linestat')
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
	const {timeout, data_format, commands} = blockWith()
	const own = commands.flat().find((_, index, words) => words[index - 1] === '--timeout')
	expect(Number.parseInt(timeout, 10)).toBeGreaterThanOrEqual(Number.parseInt(own ?? '', 10) + 3)
	expect(data_format).toBe('influx')
})
