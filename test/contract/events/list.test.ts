import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {run} from '../../run.ts'
import {handClock} from '../../state.ts'
import {catalog, poll} from './poll.ts'

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
