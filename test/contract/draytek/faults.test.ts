import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {parseCapture} from '../../../src/conversation.ts'
import {folder} from '../../folder.ts'
import type {Misbehaviour, Stage, VigorOptions} from '../../simulators/draytek.ts'
import {deviceLines, poll, pollOnce, switchOn} from './against.ts'

/** What ends by itself may take its time; where a device hangs, the deadline passes as soon as it does (`against.ts`). */
const AMPLE = ['--timeout', '20s']

interface Expected {
	readonly result: string
	readonly status: number
	readonly message: string | RegExp
	/** Whether the device must have been left with `exit`; undefined where it cannot. */
	readonly left?: boolean
}

const late = (awaited: string, left = false): Expected => ({
	result: 'timeout',
	status: 3,
	message: `did not send ${awaited} in time. Give it more time with --timeout`,
	left,
})
const endless: Expected = {result: 'protocol', status: 5, message: 'printed without end instead of'}
const answer = 'the end of its answer to "vdsl status"'
const lost: Expected = {
	result: 'unreachable',
	status: 3,
	message: `closed the connection before ${answer}`,
}
const before: Expected = {result: 'refused', status: 3, message: 'closed the connection before the login'}

const FAULTS: readonly (readonly [Stage, Misbehaviour, Expected])[] = [
	['connect', 'hang', {result: 'timeout', status: 3, message: 'took the connection but printed nothing'}],
	['connect', 'close', before],
	['connect', 'reset', before],
	['connect', 'garbage', {result: 'protocol', status: 5, message: 'is no DrayTek command line'}],
	['connect', 'endless', endless],
	['name', 'hang', late('a command prompt')],
	['name', 'close', before],
	['name', 'reset', before],
	['name', 'garbage', late('a command prompt')],
	['name', 'endless', endless],
	['password', 'hang', late('a command prompt', true)],
	['password', 'reset', {...lost, message: 'closed the connection before a command prompt: read ECONNRESET'}],
	['password', 'endless', {...endless, left: true}],
	['command', 'hang', late(answer, true)],
	['command', 'close', lost],
	['command', 'reset', lost],
	['command', 'garbage', late(answer, true)],
	['command', 'endless', {...endless, left: true}],
	['answer', 'hang', late(answer, true)],
	['answer', 'close', lost],
	['answer', 'reset', lost],
	['answer', 'garbage', late(answer, true)],
	['answer', 'endless', {...endless, left: true}],
]

describe.each(FAULTS)('at the %s: %s', (at, how, {result, status, message, left}) => {
	it(`ends as ${result} within the deadline`, async () => {
		const ran = await pollOnce({fault: {at, how}, latencyMs: 5}, ...AMPLE)
		expect(ran.stderr).toMatch(/^E! [^\n]+\n$/)
		expect(ran.stderr).toContain(message)
		expect(ran.status).toBe(status)
		expect(ran.stdout).toMatch(
			new RegExp(`^linestat_poll,.*result="${result}",result_code=${status}i,up=0i$`, 'm'),
		)
		if (left !== undefined) expect(ran.seen.left).toBe(left)
		expect(ran.seen.passwords.length).toBeLessThan(2)
	})
})

it('does not wait for a device that does not close', async () => {
	const {status, seen} = await pollOnce({fault: {at: 'exit', how: 'hang'}}, '--timeout', '1h')
	expect(status).toBe(0)
	expect(seen.left).toBe(true)
})

it.each(['hang', 'close', 'reset', 'garbage', 'endless'] as const)(
	'keeps what was read before the %s in the second command',
	async how => {
		const fault = {at: 'answer', how, command: 'vdsl status more'} as const
		const {status, stdout, stderr} = await pollOnce({fault}, ...AMPLE)
		expect(status).toBe(0)
		expect(stdout).toContain('rate_bps=46912000i')
		expect(stdout).toMatch(/^linestat_section,device=draytek,section=status,.*result="ok",up=1i$/m)
		expect(stdout).toMatch(/^linestat_section,device=draytek,section=more,.*up=0i$/m)
		expect(stdout).toContain('result="partial",result_code=0i,up=1i')
		expect(stderr).toMatch(/^W! draytek 127\.0\.0\.1: 2 of 3 sections failed: more \(/)
	},
)

it('leaves the menu of DrayOS 5 and then the device, at the deadline', async () => {
	const fault = {at: 'command', how: 'hang', command: 'show all'} as const
	const {status, stdout, stderr, seen} = await pollOnce({fixture: 'vigor167-5.2.8--17a', fault}, ...AMPLE)
	expect(status).toBe(0)
	expect(stdout).toContain('result="partial"')
	expect(stderr).toContain(
		'the end of its answer to "show all" in time. This firmware takes over ten seconds for it: use --timeout 30s',
	)
	expect(seen.commands.slice(-3)).toEqual(['show all', 'exit', 'exit'])
})

it('loses only the command that the firmware does not know', async () => {
	const {status, stdout, stderr, seen} = await pollOnce({}, '--sections', 'status,olr,counts')
	expect(status).toBe(0)
	expect(stdout).toContain('uptime_seconds=90061i')
	expect(stderr).toMatch(/^W! draytek 127\.0\.0\.1: 1 of 3 sections failed: olr \(/)
	expect(seen.commands).toEqual(['vdsl status', 'vdsl status counts', 'vdsl status olr', 'exit'])
})

it.each([
	['the old ADSL routers', 'vigor2800-3.3.7--adsl2plus', 'basic,olr', 'basic, olr'],
	['a modem with ADSL only', 'vigor2762-3.9.6.3--adsl2plus', 'basic', 'basic'],
	['DrayOS 5', 'vigor167-5.2.8--17a', 'counts', 'counts'],
])('fails where it asks for nothing that the model has: %s', async (_name, fixture, sections, named) => {
	const {status, stdout, stderr, seen} = await pollOnce({fixture}, '--sections', sections)
	expect(status).toBe(5)
	expect(stdout).toContain('result="protocol",result_code=5i,up=0i')
	expect(stderr).toBe(
		`E! This model has nothing of what was asked for: ${named}. Ask with --sections for what it has, as status.\n`,
	)
	expect(seen.left).toBe(true)
})

it.each<[string, Partial<VigorOptions>, RegExp, readonly string[]]>([
	[
		'a login that is refused',
		{password: 'another', tellsPassword: true},
		/^# >>> login\n# \|\n# \|Account:admin\n# \|Password:\n# \|Login incorrect\n# \|\n# \|Account:\n$/m,
		[],
	],
	[
		'an answer that ends in the middle',
		{fault: {at: 'answer', how: 'close', command: 'vdsl status more'}},
		/^# >>> vdsl status more\n# \|Vigor> vdsl status more\n# \| {2}-+ ATU-R Info [\s\S]*\n# \| Trellis +: +1 +1\n/m,
		['login', 'vdsl status'],
	],
	[
		'an answer without end',
		{fault: {at: 'answer', how: 'endless', command: 'vdsl status more'}},
		/^(?=[\s\S]{8000,40000}$)[\s\S]*\n# \|more and more\n/,
		['login', 'vdsl status'],
	],
])('shows in a capture %s, which is not replayed', async (_name, manners, shown, whole) => {
	const file = path.join(folder(), 'capture')
	const {stdout} = await pollOnce(manners, '--capture', file)
	const text = fs.readFileSync(file, 'utf8')
	expect(text).toMatch(shown)
	expect(text).not.toContain('secret')
	expect(text.match(/^# >>> /gm)).toHaveLength(1)
	expect(parseCapture(text).exchanges.map(({question}) => question)).toEqual(whole)
	const replayed = await poll(await switchOn(), ['--replay', file])
	expect(deviceLines(replayed.stdout)).toEqual(deviceLines(stdout))
})

it('leaves the device when the process is told to end', async () => {
	const device = await switchOn({fault: {at: 'command', how: 'hang', command: 'vdsl status more'}})
	const ran = poll(device, [], {
		onInterrupt: async listener => {
			while (device.seen[0]?.commands.at(-1) !== 'vdsl status more') await new Promise(setImmediate)
			listener('SIGTERM')
		},
	})
	expect((await ran).stdout).toContain('rate_bps=46912000i')
	await device.idle()
	expect(device.seen[0]?.left).toBe(true)
})
