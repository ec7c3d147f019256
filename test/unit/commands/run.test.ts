import {expect, it} from 'vitest'
import {inOrder, runPoll, type Surroundings} from '../../../src/commands/run.ts'
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

it('makes points of which there are many when they are read, behind the others of the device', async () => {
	let made = 0
	const many = {
		length: 2,
		*[Symbol.iterator]() {
			for (const port of [2, 3]) {
				made++
				yield point(fakeMeasurement, {}, {port})
			}
		},
	}
	const outcome = await runPoll({...around, tags: [['site', 'home']]}, async context => {
		context.addMany(many)
		context.add([point(fakeMeasurement, {}, {port: 1})])
	})
	expect(made).toBe(0)
	const points = [...inOrder(outcome, outcome.points)]
	expect(made).toBe(2)
	expect(points.map(({fields}) => fields.port ?? fields.points)).toEqual([1, 2, 3, 3])
	for (const {tags} of points) expect(tags).toMatchObject({site: 'home', source: '192.0.2.1'})
	expect(new Set(points.map(({timestamp}) => timestamp)).size).toBe(1)
})
