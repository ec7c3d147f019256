import type {Catalog} from '../src/catalog.ts'
import {port} from '../src/config/values.ts'
import {defineDevice, type PollContext, type PollModule} from '../src/devices/device.ts'
import {type Measurement, point} from '../src/metrics/model.ts'

export const fakeMeasurement = {
	name: 'fake',
	help: 'What the fake device says.',
	tags: {device: 'Always fake.', source: 'Its host.'},
	fields: {
		port: {type: 'gauge', value: 'int', help: 'The option.'},
		words: {type: 'text', help: 'Words.'},
	},
} as const satisfies Measurement

/** A device that exists for tests only: what it does in a poll is up to the test. */
export const fakeDevice = (poll: PollModule['poll']) =>
	defineDevice({
		name: 'fake',
		summary: 'a device that only tests have',
		examples: [['linestat fake', 'poll it']],
		argument: {name: 'thing', help: 'what to read'},
		options: {
			host: {value: 'address', help: 'its address', default: '192.0.2.1'},
			port: {value: 'number', help: 'its port', default: 23, parse: port},
			bins: {value: 'kind', help: 'tones too', choices: ['tone', 'band'], bare: 'tone'},
			hostKey: {value: 'key', help: 'its keys', many: true},
			identityFile: {value: 'file', help: 'a key file'},
			legacy: {help: 'old ways'},
		},
		secrets: {password: {help: 'login password'}, appToken: {help: 'application token'}},
		measurements: [fakeMeasurement],
		source: ({host}) => host,
		load: async () => ({poll}),
	})

export const fakeCatalog = (poll: PollModule['poll']): Catalog => ({
	devices: [fakeDevice(poll)],
	commands: [],
})

/** A catalogue whose device prints what it was given as JSON, in the field `words`. */
export function echoCatalog(): {catalog: Catalog; seen: () => Record<string, unknown>} {
	let seen: Record<string, unknown> = {}
	const catalog = fakeCatalog(async (options, context: PollContext) => {
		seen = {...options, args: context.args}
		context.add([point(fakeMeasurement, {}, {words: 'polled'})])
	})
	return {catalog, seen: () => seen}
}
