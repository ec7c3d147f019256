import fs from 'node:fs'
import type {PollContext} from '../../src/devices/device.ts'
import {point} from '../../src/metrics/model.ts'
import {start} from '../../src/start.ts'
import {fakeCatalog, fakeMeasurement} from '../fake-device.ts'

/** linestat with one device that exists for tests only; the positional arguments say what it does, in order. */
start(
	fakeCatalog(async (_options, context) => {
		context.add([point(fakeMeasurement, {}, {port: 1})])
		for (const thing of context.args) await behave(thing, context)
	}),
)

async function behave(thing: string, context: PollContext): Promise<void> {
	const [what, value = ''] = thing.split('=')
	switch (what) {
		case 'secret': {
			const secret = await context.secret('password')
			context.log.debug(`Logging in with ${secret}`)
			if (secret === undefined) throw new Error('no secret')
			context.add([point(fakeMeasurement, {}, {words: `${secret.length} characters`})])
			return
		}
		case 'ready':
			fs.writeSync(2, 'ready\n')
			return
		case 'hang':
			return new Promise(() => {})
		case 'throw-later':
			setTimeout(() => {
				throw new Error('thrown by a timer')
			}, 5)
			return new Promise(() => {})
		case 'reject':
			void Promise.reject(new Error('rejected by nobody'))
			return new Promise(() => {})
		case 'console':
			console.log('noise')
			console.error('noise')
			process.emitWarning('noise')
			return
		case 'handle':
			setInterval(() => {}, 1000)
			return
		case 'thread':
			fs.open(value, 'r', () => {})
			return
		case 'crash-after':
			setTimeout(() => {
				throw new Error('too late to matter')
			}, 20)
			return
		case 'flood':
			context.add(
				Array.from({length: Number(value)}, (_, index) =>
					point(fakeMeasurement, {}, {words: `point ${index} ${'x'.repeat(200)}`}),
				),
			)
			return
	}
	throw new Error(`The fake device cannot "${thing}"`)
}
