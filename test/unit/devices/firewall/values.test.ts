import fc from 'fast-check'
import {expect, it} from 'vitest'
import {address, counted, globalIpv6, measured} from '../../../../src/devices/firewall/values.ts'
import {opnsenseApi} from '../../../../src/devices/opnsense/api.ts'
import {v2} from '../../../../src/devices/pfsense/api.ts'
import {readInterface} from '../../../../src/devices/pfsense/interface.ts'
import {object, parseJson} from '../../../../src/json.ts'

it.each([
	[5n, 5n],
	['9223372036854775807', 9223372036854775807n],
	[-1n, undefined],
	['-1', undefined],
	[1.5, undefined],
	['', undefined],
	[null, undefined],
	[true, undefined],
])('counts %s', (value, expected) => {
	expect(counted(value)).toBe(expected)
})

it.each([
	[4.512, 4.512],
	[0n, 0],
	['5.3 ms', 5.3],
	['4.512ms', 4.512],
	['0.0 %', 0],
	['100 %', 100],
	['~', undefined],
	['', undefined],
	['5.3 s', undefined],
	['1e3', undefined],
	[null, undefined],
	[undefined, undefined],
])('measures %s', (value, expected) => {
	expect(measured(value)).toBe(expected)
})

it.each([
	['198.51.100.9', '198.51.100.9'],
	['198.51.100.9/24', '198.51.100.9'],
	[' fe80::1%igb0 ', 'fe80::1'],
	['2001:db8::/64', '2001:db8::'],
	['0.0.0.0', undefined],
	['::', undefined],
	['~', undefined],
	['dhcp', undefined],
	['', undefined],
	[null, undefined],
	[7n, undefined],
])('takes %s for an address', (value, expected) => {
	expect(address(value)).toBe(expected)
})

it('takes no IPv6 address of the link', () => {
	expect(['fe80::1', 'FEBF::1', 'fec0::1', '2001:db8::1'].map(globalIpv6)).toEqual([
		undefined,
		undefined,
		'fec0::1',
		'2001:db8::1',
	])
})

it.each([
	['02:03:04', 7384n],
	['1d 02:03:04', 93_784n],
	['400d 00:00:01', 34_560_001n],
	['', undefined],
	['up', undefined],
	['1d', undefined],
])('PPP is up for %s', (ppp_uptime, expected) => {
	expect(readInterface({name: 'wan', ppp_uptime})?.uptimeSeconds).toBe(expected)
})

it('reads rows of any nonsense without a crash', () => {
	const keys = ['name', 'status', 'substatus', 'ipaddr', 'ipv4', 'statistics', 'delay', 'mtu', 'gateways']
	const row = fc.dictionary(fc.constantFrom(...keys, 'identifier', 'device', 'link_type'), fc.jsonValue())
	fc.assert(
		fc.property(row, value => {
			const json = object(parseJson(JSON.stringify({...value})))
			for (const dialect of [v2, opnsenseApi]) {
				dialect.interface(json)
				dialect.gateway(json)
			}
		}),
	)
})
