import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {run} from '../../run.ts'
import {openTestState} from '../../state.ts'
import {catalog, poll} from './poll.ts'

it('prints what changed since the poll before, with its tags, before linestat_poll', async () => {
	const dir = folder()
	expect((await poll(dir, ['up=WAN', 'up=LTE'])).stdout).not.toContain('linestat_event')
	const {stdout, stderr, status} = await poll(dir, ['down=WAN', 'up=LTE', '--tag', 'site=home'])
	expect({stderr, status}).toEqual({stderr: '', status: 0})
	const lines = stdout.trimEnd().split('\n')
	expect(lines).toHaveLength(4)
	expect(lines[2]).toBe(
		'linestat_event,device=fake,gateway=WAN,kind=gateway_down,site=home,source=192.0.2.1 count=1i,from="up",message="The gateway WAN of fake 192.0.2.1 went down",to="down"',
	)
	expect(lines[3]).toMatch(/^linestat_poll,.*,points=3i,/)
	expect((await poll(dir, ['down=WAN', 'up=LTE'])).stdout).not.toContain('linestat_event')
})

it.each(['influx', 'prometheus', 'graphite', 'json', 'table'])('prints events as %s', async format => {
	const dir = folder()
	await poll(dir, ['up=WAN'])
	const {stdout, status} = await poll(dir, ['down=WAN', '--format', format])
	expect(status).toBe(0)
	expect(stdout).toContain('gateway_down')
})

it('tells unreachable after the third poll, and reachable once', async () => {
	const dir = folder()
	const kinds: (string | undefined)[] = []
	for (const arg of ['up=WAN', ...Array(4).fill('unreachable'), 'up=WAN', 'up=WAN']) {
		const {stdout} = await poll(dir, [arg])
		kinds.push(/kind=(\w+)/.exec(stdout)?.[1])
	}
	const none = undefined
	expect(kinds).toEqual([none, none, none, 'unreachable', none, 'reachable', none])
})

it('keeps devices of one folder apart', async () => {
	const dir = folder()
	await poll(dir, ['up=WAN', '--host', '192.0.2.1'])
	expect((await poll(dir, ['down=WAN', '--host', '192.0.2.2'])).stdout).not.toContain('linestat_event')
})

it.each([
	['23 h', 23, 'action'],
	['25 h', 25, undefined],
])('tells what a command has done %s ago', async (_name, hours, kind) => {
	const dir = folder()
	const {state} = await openTestState(dir)
	const time = Date.now() - hours * 3_600_000
	const done = {
		kind: 'action',
		device: 'fake',
		source: '192.0.2.1',
		subject: {},
		time,
		message: 'It was told to',
	}
	await state.transaction(({events}) => events.add(done))
	const [first, second] = [await poll(dir, ['up=WAN']), await poll(dir, ['up=WAN'])]
	expect(/kind=(\w+)/.exec(first.stdout)?.[1]).toBe(kind)
	expect(second.stdout).not.toContain('kind=')
})

it.each([
	[
		'influx',
		/^linestat_event,device=fake,kind=action,\S+ count=2i,message="It was told to sync",to="sync" \d+$/gm,
	],
	['prometheus', /^linestat_event_seen\{.*kind="action".*\} 2$/gm],
])('prints two of a kind as one with their number, as %s', async (format, line) => {
	const dir = folder()
	const {state} = await openTestState(dir)
	await state.transaction(({events}) => {
		for (const to of ['reboot', 'sync']) {
			const what = {kind: 'action', device: 'fake', source: '192.0.2.1', subject: {}, to}
			events.add({...what, time: Date.now(), message: `It was told to ${to}`})
		}
	})
	const {stdout} = await run(['fake', 'up=WAN', '--state-dir', dir, '--format', format], {catalog})
	expect(stdout.match(line)).toHaveLength(1)
	expect(stdout.match(/action/g)).toHaveLength(1)
})

it('does not compare a replay, nor a poll that was told to end', async () => {
	const dir = folder({capture: '# linestat capture: fake\n'})
	await poll(dir, ['up=WAN'])
	expect((await poll(dir, ['down=WAN', '--replay', `${dir}/capture`])).stdout).not.toContain('linestat_event')
	const ended = await poll(dir, ['down=WAN', 'hang'], {
		onInterrupt: listener => void setTimeout(() => listener('SIGTERM'), 30),
	})
	expect(ended.stdout).not.toContain('linestat_event')
	expect((await poll(dir, ['down=WAN'])).stdout).toContain('linestat_event')
})
