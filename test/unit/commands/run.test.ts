import {expect, it} from 'vitest'
import {runPoll, type Surroundings} from '../../../src/commands/run.ts'
import {liveConversation} from '../../../src/conversation.ts'
import type {PollContext} from '../../../src/devices/device.ts'
import {processIo} from '../../../src/io.ts'
import {createLog} from '../../../src/log.ts'
import {point} from '../../../src/metrics/model.ts'
import {fakeDevice, fakeMeasurement} from '../../fake-device.ts'

const around: Surroundings = {
	device: fakeDevice(async () => {}),
	source: '192.0.2.1',
	args: [],
	io: {...processIo, after: () => () => {}},
	log: createLog({err: () => {}}, {format: 'plain', level: 'error'}),
	conversation: liveConversation(false),
	timeoutMs: 1000,
	tags: [],
	secret: async () => undefined,
	stateDir: async () => '/nonexistent',
	statePlaces: [],
	interrupt: new AbortController().signal,
}

it('takes nothing from a device whose poll has ended', async () => {
	let kept: PollContext | undefined
	const outcome = await runPoll(around, async context => {
		kept = context
		context.add([point(fakeMeasurement, {}, {port: 1})])
	})
	kept?.add([point(fakeMeasurement, {}, {port: 2})])
	expect(await kept?.section('late', async () => [point(fakeMeasurement, {}, {port: 3})])).toBe(false)
	expect(outcome.devicePoints.map(({fields}) => fields.port)).toEqual([1])
})
