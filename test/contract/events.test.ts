import fs from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {describe, expect, it} from 'vitest'
import {gatewayCatalog} from '../event-device.ts'
import {folder} from '../folder.ts'
import {type RunOptions, run} from '../run.ts'
import {handClock, openTestState} from '../state.ts'

const catalog = gatewayCatalog()
const poll = (dir: string, args: readonly string[], options: RunOptions = {}) =>
	run(['fake', ...args, '--state-dir', dir, '--timestamp', 'none'], {catalog, ...options})

describe('a poll with a folder for state', () => {
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
		expect((await poll(dir, ['down=WAN', '--replay', `${dir}/capture`])).stdout).not.toContain(
			'linestat_event',
		)
		const ended = await poll(dir, ['down=WAN', 'hang'], {
			onInterrupt: listener => void setTimeout(() => listener('SIGTERM'), 30),
		})
		expect(ended.stdout).not.toContain('linestat_event')
		expect((await poll(dir, ['down=WAN'])).stdout).toContain('linestat_event')
	})
})

describe('the configuration file', () => {
	const withFile = async (text: string, args: readonly string[] = []) => {
		const dir = folder({'linestat.yaml': text})
		const env = {XDG_STATE_HOME: dir, LINESTAT_CONFIG: `${dir}/linestat.yaml`}
		const ran = await run(['fake', 'up=WAN', ...args], {catalog, env})
		return {...ran, hasState: fs.existsSync(`${dir}/linestat/linestat.sqlite`)}
	}

	it.each([
		['events: true', true],
		['events: {unreachable_after: 5}', true],
		['events: {enabled: false, keep: 7d}', false],
		['events: false', false],
		['defaults: {strict: true}', false],
	])('%s', async (text, expected) => {
		const {status, stderr, hasState} = await withFile(text)
		expect({status, stderr, hasState}).toEqual({status: 0, stderr: '', hasState: expected})
	})

	it('turns it off although a folder is named', async () => {
		const dir = folder({'linestat.yaml': 'events: off'})
		await poll(dir, ['up=WAN', '--config', `${dir}/linestat.yaml`])
		expect(fs.readdirSync(dir)).toEqual(['linestat.yaml'])
	})

	it.each([
		['events: maybe', /1:9: Wrong value for "events": "maybe" is neither yes nor no/],
		['events: {error_burst: crc_errors}', /1:23: .*"crc_errors" is no limit: use counter=count\/time/],
		['events: {unreachable: 3}', /Unknown key "unreachable" in "events".*Accepted: enabled, error_burst/],
		['events: [a]', /A list stands where a mapping is needed/],
	])('refuses %s', async (text, message) => {
		const {status, stderr} = await withFile(text)
		expect(status).toBe(6)
		expect(stderr).toMatch(message)
	})
})

describe('a state that cannot be used costs a warning and no poll', () => {
	const lock = (dir: string) => {
		const other = new DatabaseSync(`${dir}/linestat.sqlite`)
		other.exec('BEGIN IMMEDIATE')
		return other
	}

	it('locked by another, within the deadline', async () => {
		const dir = folder()
		await poll(dir, ['up=WAN'])
		const other = lock(dir)
		const {status, stdout, stderr, seconds} = await poll(dir, ['down=WAN', '--timeout', '600ms'])
		other.close()
		expect(status).toBe(0)
		expect(stdout).toContain('wan_gateway,')
		expect(stderr).toMatch(/^W! The state .* has been locked for 0\.[45] s\. Another poll is writing it/)
		expect(seconds).toBeLessThan(0.7)
		expect((await poll(dir, ['down=WAN'])).stdout).toContain('kind=gateway_down')
	})

	it('of a newer linestat', async () => {
		const dir = folder()
		await poll(dir, ['up=WAN'])
		const other = new DatabaseSync(`${dir}/linestat.sqlite`)
		other.exec('UPDATE schema SET version = 99')
		other.close()
		const {status, stdout, stderr} = await poll(dir, ['down=WAN'])
		expect({status, printed: stdout.includes('wan_gateway,')}).toEqual({status: 0, printed: true})
		expect(stderr).toMatch(/^W! The state .* was written by a newer linestat/)
	})

	it('damaged: it is moved aside, and the next poll is as ever', async () => {
		const dir = folder({'linestat.sqlite': 'x'.repeat(5000)})
		const {status, stderr} = await poll(dir, ['up=WAN'])
		expect(status).toBe(0)
		expect(stderr).toMatch(/^W! The state .* was damaged and is begun anew; the old file is /)
		expect((await poll(dir, ['down=WAN'])).stdout).toContain('kind=gateway_down')
	})

	it.each(['/sys/linestat', '/proc/linestat/state'])('in no folder that can be written: %s', async dir => {
		const {status, stdout, stderr} = await poll(dir, ['up=WAN'])
		expect({status, printed: stdout.includes('wan_gateway,')}).toEqual({status: 0, printed: true})
		expect(stderr).toMatch(/^W! No folder for state is writable/)
	})
})

describe('linestat events', () => {
	async function filled() {
		const dir = folder()
		const clock = handClock()
		const options = {io: {clock}}
		await poll(dir, ['up=WAN'], options)
		clock.advance(60)
		await poll(dir, ['down=WAN'], options)
		await poll(dir, ['up=LTE', '--host', '192.0.2.2'], options)
		clock.advance(86_400)
		await poll(dir, ['up=WAN'], options)
		await poll(dir, ['down=LTE', '--host', '192.0.2.2'], options)
		const list = (...args: readonly string[]) =>
			run(['events', ...args, '--state-dir', dir], {catalog, io: {clock}})
		return {list, dir}
	}

	it('lists what happened, for programs as points with the time of each', async () => {
		const {list} = await filled()
		const {status, stdout, stderr} = await list('--format', 'influx')
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		const lines = stdout.trimEnd().split('\n')
		expect(lines.map(line => /kind=(\w+)/.exec(line)?.[1])).toEqual([
			'gateway_down',
			'gateway_up',
			'gateway_down',
		])
		expect(lines[0]).toMatch(/ 1767225660000000000$/)
		expect(lines[1]).toContain('message="The gateway WAN of fake 192.0.2.1 is up again after 24 h"')
	})

	it('lists them for people', async () => {
		const {list} = await filled()
		const {stdout} = await list('--format', 'table')
		expect(stdout).toMatch(
			/^2026-01-01 00:01:00Z {2}gateway_down {2}The gateway WAN of fake 192\.0\.2\.1 went down$/m,
		)
	})

	it('lists those since a time, and of one device', async () => {
		const {list} = await filled()
		expect((await list('--since', '1h', '--format', 'influx')).stdout.split('\n')).toHaveLength(3)
		const json = JSON.parse((await list('--device', '192.0.2.2', '--format', 'json')).stdout)
		expect(json).toEqual({
			events: [
				{
					time: '2026-01-02T00:01:00.000Z',
					kind: 'gateway_down',
					device: 'fake',
					source: '192.0.2.2',
					subject: {gateway: 'LTE'},
					from: 'up',
					to: 'down',
					message: 'The gateway LTE of fake 192.0.2.2 went down',
					count: 1,
					deliveries: {},
				},
			],
		})
		expect((await list('--device', 'fake', '--format', 'influx')).stdout.split('\n')).toHaveLength(4)
		expect(JSON.parse((await list('--device', 'nothing')).stdout)).toEqual({events: []})
		expect((await list('--device', 'nothing', '--format', 'table')).stdout).toBe('')
	})

	it('says where nothing is kept yet', async () => {
		const {status, stdout, stderr} = await run(['events', '--state-dir', folder()], {catalog})
		expect({status, stdout}).toEqual({status: 0, stdout: ''})
		expect(stderr).toMatch(/^W! No events are kept in /)
	})
})
