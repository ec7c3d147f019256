import {expect, it} from 'vitest'
import type {Catalog} from '../../../src/catalog.ts'
import {loadConfiguration} from '../../../src/config/file.ts'
import {resolveOptions} from '../../../src/config/resolve.ts'
import {count} from '../../../src/config/values.ts'
import {fakeCatalog} from '../../fake-device.ts'
import {folder} from '../../folder.ts'

const limits = {errorBurst: {value: 'number', help: 'how many are a burst', default: 5, parse: count}}
const target = {url: {value: 'address', help: 'where to'}, tokenFile: {value: 'file', help: 'its token'}}
const catalog: Catalog = {
	...fakeCatalog(async () => {}),
	sections: [
		{key: 'events', named: false, options: limits},
		{key: 'notify', named: true, options: target},
	],
}
const load = (text: string) => loadConfiguration(`${folder({'l.yaml': text})}/l.yaml`, catalog)

it('reads further keys at the top with the options that they declare', () => {
	const file = load(
		'events:\n  error-burst: 12\nnotify:\n  phone: {url: x, token-file: t}\n  mail: {url: y}\n',
	)
	expect(resolveOptions(limits, [file.section('events')])).toEqual({errorBurst: 12})
	expect([...file.entries('notify').keys()]).toEqual(['phone', 'mail'])
	const phone = file.entries('notify').get('phone')
	expect(resolveOptions(target, phone === undefined ? [] : [phone])).toEqual({
		url: 'x',
		tokenFile: expect.stringMatching(/^\/.*\/t$/),
	})
})

it('takes their defaults where the file has none', () => {
	expect(resolveOptions(limits, [load('').section('events')])).toEqual({errorBurst: 5})
	expect(load('').entries('notify').size).toBe(0)
})

it.each([
	['events: {error_burst: many}\n', ':1:23: Wrong value for "error_burst": "many" is no count'],
	['events: {burst: 1}\n', ':1:10: Unknown key "burst" in "events". Accepted: error_burst'],
	[
		'notify: {phone: {uri: x}}\n',
		':1:18: Unknown key "uri" in "notify" (did you mean "url"?). Accepted: url, token_file',
	],
	['notify: {phone: x}\n', ':1:17: "x" stands where a mapping is needed'],
])('refuses %j', (text, message) => {
	expect(() => load(text)).toThrow(message)
})

it('follows anchors and aliases, and says where a mistake in them is', () => {
	const file = load('devices:\n  a: &a {device: fake, host-key: [k]}\n  b: *a\n')
	expect(file.devices.get('b')?.kind).toBe('fake')
	expect(() => load('devices:\n  a: &a {device: fake, hots: x}\n')).toThrow(':2:24: Unknown key "hots"')
})

it('is not fooled by names of JavaScript', () => {
	expect(() => load('constructor: x\n')).toThrow('Unknown key "constructor" in the file')
	expect(() => load('devices: {a: {device: fake, toString: x}}\n')).toThrow('Unknown key "toString"')
	expect(() => load('__proto__: {defaults: {}}\n')).toThrow('Unknown key "__proto__"')
})
