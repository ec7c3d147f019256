import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {handClock} from '../../state.ts'
import {poll, startShell, startWeb} from './against.ts'
import {DOWN, FIXTURE, openwrt, SHOWTIME} from './openwrt.ts'

/** The kinds of events of polls, each half a minute after the one before it, that get these answers. */
async function eventsOf(answers: readonly string[]): Promise<(readonly string[])[]> {
	const clock = handClock()
	const dir = folder()
	let answer = ''
	await using modem = await startShell(FIXTURE, {exec: () => answer})
	const found: string[][] = []
	for (answer of answers) {
		const {status, stdout, stderr} = await poll(modem, ['openwrt', '--state-dir', dir], {io: {clock}})
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		found.push(
			[...stdout.matchAll(/^linestat_event,device=openwrt,.*?kind=(\w+)/gm)].map(([, kind = '']) => kind),
		)
		clock.advance(30)
	}
	return found
}

it.each([
	['nothing where nothing happens', [{uptime: '100'}, {uptime: '130'}], [[], []]],
	['an address', [{uptime: '100'}, {uptime: '130', address: '"198.51.100.9"'}], [[], ['wan_ip_changed']]],
	[
		'a provider that translates',
		[{uptime: '100'}, {uptime: '130', address: '"100.64.3.4"'}],
		[[], ['wan_ip_changed', 'cgnat_detected']],
	],
	['a resync between two polls', [{uptime: '5000'}, {uptime: '12'}], [[], ['resync']]],
	[
		'errors',
		[
			{uptime: '100', cv_c: '31'},
			{uptime: '130', cv_c: '4000'},
		],
		[[], ['error_burst']],
	],
	[
		'no errors of counters that begin again',
		[
			{uptime: '5000', cv_c: '4000'},
			{uptime: '5030', cv_c: '3'},
		],
		[[], []],
	],
	[
		'no errors of a 32-bit counter that wraps',
		[
			{uptime: '5000', cv_c: '4294967290'},
			{uptime: '5030', cv_c: '3'},
		],
		[[], []],
	],
])('tells %s', async (_name, values, kinds) => {
	expect(await eventsOf(values.map(openwrt))).toEqual(kinds)
})

it('tells a line that is lost, and one that comes back, once each', async () => {
	const kinds = await eventsOf([SHOWTIME, DOWN, DOWN, openwrt({uptime: '20'}), openwrt({uptime: '50'})])
	expect(kinds).toEqual([[], ['sync_lost', 'interface_down'], [], ['sync_gained', 'interface_up'], []])
})

it('tells a line that is lost although its values stay', async () => {
	const dir = folder()
	const argv = ['technicolor', '--state-dir', dir]
	await using up = await startShell('technicolor-17.2--17a')
	expect((await poll(up, argv)).stdout).not.toContain('linestat_event')
	await using down = await startShell('technicolor-17.2--down-stale')
	expect((await poll(down, argv)).stdout).toMatch(/^linestat_event,device=technicolor,.*kind=sync_lost/m)
})

it('tells no loss of a line where the login is refused', async () => {
	const dir = folder()
	const argv = ['zte-h1600', '--state-dir', dir]
	const fixture = 'zte-h1600-h388x--adsl2plus'
	await using good = await startWeb(fixture)
	await poll(good, argv)
	await using changed = await startWeb(fixture, {password: 'another'})
	const {status, stdout} = await poll(changed, argv)
	expect(status).toBe(4)
	expect(stdout).not.toContain('linestat_event')
})
