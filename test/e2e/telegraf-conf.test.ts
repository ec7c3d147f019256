import {spawnSync} from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {parse} from 'smol-toml'
import {afterAll, describe, expect, it} from 'vitest'
import {parseLineProtocol} from '../grammar/line-protocol.ts'
import {installed} from './installed.ts'
import {bin} from './program.ts'
import {collect} from './telegraf.ts'

/** As `/usr/bin/linestat`, whatever the folder. */
const PROGRAM = /^\/\S*\/linestat$/

interface Exec {
	readonly commands: readonly (string | readonly string[])[]
	readonly timeout: string
	readonly data_format: string
}

/** The exec block of a file, and every alternative that stands behind one `#`. Prose stands behind two. */
function read(file: string): {text: string; block: Exec; alternatives: Record<string, unknown>[]} {
	const text = fs.readFileSync(file, 'utf8')
	const {inputs} = parse(text) as unknown as {inputs: {exec: [Exec]}}
	const alternatives = [...text.matchAll(/^\s*# (\w+ *=.*)$/gm)].map(([, line]) => parse(line ?? ''))
	return {text, block: inputs.exec[0], alternatives}
}

/** What Telegraf makes of a command: a list as it is; a string split as a shell would, without expansion. */
function words(command: string | readonly string[]): readonly string[] {
	if (typeof command !== 'string') return command
	return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => {
		return single ?? double ?? bare ?? ''
	})
}

/** What the pages tell people to write before they use a block with `--name`. Nothing answers at its addresses. */
const CONFIGURATION = `
devices:
  netflow:
    device: fc
    collectors:
      - host: 127.0.0.1
        port: 1
        user: root
`
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-telegraf-conf-'))
const configuration = path.join(folder, 'linestat.yaml')
fs.writeFileSync(configuration, CONFIGURATION)
afterAll(() => fs.rmSync(folder, {recursive: true}))

/** The addresses in the files are those of other people's networks, so the commands run where there is no network. */
const isolation = [['--net'], ['--map-root-user', '--net']]
	.map(options => ['/usr/bin/unshare', ...options, '--'])
	.find(([unshare = '', ...options]) => spawnSync(unshare, [...options, 'true']).status === 0)
const withoutIsolation = isolation === undefined ? ' (not run: no network namespace can be made here)' : ''

describe.each(fs.globSync('telegraf/*.conf').sort())('%s', file => {
	const {text, block, alternatives} = read(file)
	const commands = [block, ...alternatives]
		.flatMap(one => ('commands' in one ? (one.commands as Exec['commands']) : []))
		.map(words)

	it('is an exec block in influx format, with Telegraf waiting longer than linestat', () => {
		expect(block.data_format).toBe('influx')
		const own = /"--timeout", "(\d+)s"/.exec(text)?.[1]
		expect(Number(own)).toBeGreaterThan(0)
		expect(Number.parseFloat(block.timeout)).toBeGreaterThan(Number(own) + 1)
	})

	it('shows the list form and the string form', () => {
		expect(Array.isArray(block.commands[0])).toBe(true)
		const strings = alternatives.flatMap(one => ('commands' in one ? (one.commands as Exec['commands']) : []))
		expect(strings.some(command => typeof command === 'string')).toBe(true)
	})

	// Devices that the file names do not exist here: what counts is that Telegraf gets its point, in time.
	const cases = commands.map(command => [command.join(' ') + withoutIsolation, command] as const)
	it.runIf(isolation !== undefined).each(cases)('%s', async (_line, command) => {
		const [program = '', ...args] = command
		expect(program).toMatch(PROGRAM)
		const ours = args.map(arg => (arg === '/var/lib/linestat' ? folder : arg))
		const collected = await collect([...(isolation ?? []), process.execPath, bin, ...ours], {
			timeoutMs: Number.parseFloat(block.timeout) * 1000,
			env: {LINESTAT_CONFIG: configuration},
		})
		expect(collected).toMatchObject({error: undefined, killed: false})
		expect(collected.points.some(({measurement}) => measurement === 'linestat_poll')).toBe(true)
		expect(collected.stderr).toMatch(/^([EW]! [^\n]{1,509}\n)?$/)
		expect(collected.stderr).not.toMatch(/Unknown|Wrong value|See --help/)
	})

	const telegraf = installed('telegraf')
	it.runIf(telegraf.here)(`telegraf --test reads it${telegraf.note}`, () => {
		const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-telegraf-'))
		const copy = path.join(folder, path.basename(file))
		fs.writeFileSync(copy, text.replaceAll('"/usr/bin/linestat"', `"${process.execPath}", "${bin}"`))
		const args = ['--config', copy, '--input-filter', 'exec', '--test']
		const {status, stdout, stderr} = spawnSync('telegraf', args, {encoding: 'utf8', timeout: 30_000})
		fs.rmSync(folder, {recursive: true})
		expect({status, stderr: stderr.split('\n').filter(line => line.includes('E!'))}).toEqual({
			status: 0,
			stderr: [],
		})
		const lines = stdout.split('\n').filter(line => line.startsWith('> '))
		const points = parseLineProtocol(lines.map(line => `${line.slice(2)}\n`).join(''))
		expect(points.some(({measurement}) => measurement === 'linestat_poll')).toBe(true)
	})
})
