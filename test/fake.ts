import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {onTestFinished} from 'vitest'
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

/** A folder with these files (mode 0600 unless named otherwise), gone after the test. */
export function folder(files: Readonly<Record<string, string>> = {}, mode = 0o600): string {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-test-'))
	onTestFinished(() => fs.rmSync(dir, {recursive: true, force: true}))
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(dir, name)), {recursive: true})
		fs.writeFileSync(path.join(dir, name), text)
		fs.chmodSync(path.join(dir, name), mode)
	}
	return dir
}
