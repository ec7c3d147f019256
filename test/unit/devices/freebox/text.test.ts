import {createHmac} from 'node:crypto'
import {describe, expect, it} from 'vitest'
import {anonymizer} from '../../../../src/devices/freebox/anonymize.ts'
import {readDiscovery} from '../../../../src/devices/freebox/discovery.ts'
import {limitMachines} from '../../../../src/devices/freebox/hosts.ts'
import {login} from '../../../../src/devices/freebox/login.ts'
import {clean} from '../../../../src/devices/freebox/read/clean.ts'
import {path} from '../../../../src/devices/freebox/read/values.ts'
import {objects, parseJson} from '../../../../src/json.ts'
import type {HttpClient} from '../../../../src/transports/http.ts'

it.each([
	['Apple, Inc.', 12, 'Apple Inc'],
	['Synology Incorporated', 12, 'Synology Inc'],
	['Température  CPU', undefined, 'Temperature CPU'],
	['Éts. "Ça\\va"', undefined, 'ets ca/va'],
	[' . ', undefined, undefined],
])('cleans %j', (text, length, expected) => {
	expect(clean(text, length)).toBe(expected)
})

it.each([
	['L0Rpc3F1ZSBkdXI=', '/Disque dur'],
	['', undefined],
	['not base64!', undefined],
	['/w==', undefined],
])('decodes the path %j', (encoded, expected) => {
	expect(path(encoded)).toBe(expected)
})

it.each([
	['16.0', 16],
	['8.10', 8],
	['21.3', 16],
])('of a box with version %s asks for %d', (api_version, version) => {
	expect(readDiscovery(`HTTP 200\n{"api_version":"${api_version}"}`)).toMatchObject({
		version,
		path: `/api/v${version}/`,
	})
})

it('refuses a version that the box does not have', () => {
	expect(() => readDiscovery('HTTP 200\n{"api_version":"8.0"}', 10)).toThrow(
		'has version 8.0 of the API, not 10',
	)
})

it('signs the challenge as the documentation of the box does', async () => {
	const appToken = 'dyNYgfK0Ya6FWGqq83sBHa7TwzWo+pg4fDFUJHShcjVYzTfaRrZzm93p7OTAfH/0'
	const sent: string[] = []
	const http: HttpClient = {
		async request({path: asked, body}) {
			if (body !== undefined) sent.push(body)
			const result = asked.endsWith('session/')
				? '{"session_token":"s","permissions":{"calls":true,"vm":false}}'
				: '{"challenge":"Bj6xMqoe+DCHD44KqBljJ579seOXNWr2"}'
			return {status: 200, headers: {}, body: `{"success":true,"result":${result}}`}
		},
		accepted: () => undefined,
		close() {},
	}
	const hidden: string[] = []
	const opened = await login({
		http,
		path: '/api/v8/',
		appId: 'a',
		appToken,
		hide: secret => hidden.push(secret),
	})
	expect(opened).toEqual({token: 's', permissions: ['calls']})
	expect(JSON.parse(sent[0] ?? '')).toMatchObject({
		app_id: 'a',
		password: '3ed4311b3354af96540c610965640764388c3ea1',
	})
	expect(hidden).toEqual(['3ed4311b3354af96540c610965640764388c3ea1', 's'])
})

describe('machines beyond the limit', () => {
	const machines = objects(
		parseJson(
			'[{"mac":"c","active":false,"last_activity":9},{"mac":"b","active":true,"last_activity":1},{"mac":"a","active":false,"last_activity":9},{"mac":"d","active":true,"last_activity":5}]',
		),
	)
	it('are those that were silent longest, whatever the order of the list', () => {
		const names = (list: typeof machines) => limitMachines(list, 3).map(({mac}) => mac)
		expect(names(machines)).toEqual(['d', 'b', 'a'])
		expect(names([...machines].reverse())).toEqual(['d', 'b', 'a'])
	})
})

describe('anonymized', () => {
	const measurement = {name: 'm', help: '', tags: {}, fields: {}}
	const hash = (value: string) => createHmac('sha256', 'key').update(value).digest('hex').slice(0, 12)
	const anonymize = anonymizer('key')

	it('names, MAC and public addresses are hashes that stay', () => {
		const tags = {
			lan_mac_address: '00:11',
			lan_ipv4: '192.168.1.2',
			lan_ipv6: '2001:db8::1',
			lan_iface: 'pub',
		}
		const fields = {wan_ipv4: '198.51.100.1', serial: '123', call_contact_id: 5, rate_down: 1}
		expect(anonymize({measurement, tags, fields})).toEqual({
			measurement,
			tags: {
				lan_mac_address: hash('00:11'),
				lan_ipv4: '192.168.1.2',
				lan_ipv6: hash('2001:db8::1'),
				lan_iface: 'pub',
			},
			fields: {wan_ipv4: hash('198.51.100.1'), rate_down: 1},
		})
	})
})
