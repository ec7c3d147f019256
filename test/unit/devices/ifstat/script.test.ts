import {execFileSync, spawn} from 'node:child_process'
import fs from 'node:fs'
import {Duplex} from 'node:stream'
import {describe, expect, it} from 'vitest'
import {unframe} from '../../../../src/devices/ifstat/frame.ts'
import {askLoop} from '../../../../src/devices/ifstat/loop.ts'
import {loopCommand, onceCommand} from '../../../../src/devices/ifstat/script.ts'
import {parseSysfs} from '../../../../src/devices/ifstat/sysfs.ts'
import {type Possible, possible} from '../../../possible.ts'

const busybox = ['/bin/busybox', '/usr/bin/busybox'].find(file => fs.existsSync(file))
const interfaces = possible(fs.existsSync('/sys/class/net'), 'only Linux has /sys/class/net')
const SHELLS: [string, string[], Possible][] = [
	['sh', ['sh', '-c'], interfaces],
	[
		'BusyBox',
		[busybox ?? 'busybox', 'sh', '-c'],
		interfaces.here ? possible(busybox !== undefined, 'there is no BusyBox') : interfaces,
	],
]

const namesHere = () =>
	fs.readdirSync('/sys/class/net').filter(name => fs.existsSync(`/sys/class/net/${name}/statistics`))

it.each([
	onceCommand('w0rd', {allStats: false}),
	onceCommand('w0rd', {allStats: true}),
	loopCommand({allStats: false}),
])('is one pair of single quotes for any login shell: %s', command => {
	expect(command).toMatch(/^exec sh -c '[^'!\\\n]*'$/)
})

for (const [name, [program = '', ...args], {here, note}] of SHELLS) {
	describe.runIf(here)(`under ${name}${note}`, () => {
		it.each([false, true])('reads this machine at once (all statistics: %s)', allStats => {
			const output = execFileSync(program, [...args, onceCommand('w0rd', {allStats})], {encoding: 'utf8'})
			const {interfaces, uptime} = parseSysfs(unframe(output, 'w0rd'))
			expect(interfaces.map(one => one.name).sort()).toEqual(namesHere().sort())
			expect(uptime).toBeGreaterThan(0)
			const lo = interfaces.find(one => one.name === 'lo')
			expect(lo).toMatchObject({operstate: 'unknown', carrier: true, flags: 9})
			expect('multicast' in (lo?.counters ?? {})).toBe(allStats)
		})
	})
}

it.runIf(interfaces.here)(
	`answers each word in a loop, and ends with its stdin${interfaces.note}`,
	async () => {
		const shell = spawn('sh', ['-c', loopCommand({allStats: false})], {stdio: ['pipe', 'pipe', 'inherit']})
		const stream = Duplex.from({
			writable: shell.stdin,
			readable: shell.stdout,
		} as unknown as AsyncIterable<Buffer>)
		const {signal} = new AbortController()
		const ended = new Promise(resolve => shell.on('exit', resolve))
		for (const word of ['one', 'two', 'three']) {
			const answer = unframe(await askLoop(stream, word, signal), word)
			expect(parseSysfs(answer).interfaces.length).toBe(namesHere().length)
		}
		shell.stdin.end()
		expect(await ended).toBe(0)
	},
)
