import fs from 'node:fs'
import {expect, it} from 'vitest'
import {interfacePoint} from '../../../../src/devices/ifstat/record.ts'
import {parseSysfs} from '../../../../src/devices/ifstat/sysfs.ts'

const answer = fs.readFileSync('fixtures/ifstat/edgerouter--answer.txt', 'utf8')

/** The lines of one readable interface, and others. */
const lines = (name: string, files: Readonly<Record<string, string>>) =>
	Object.entries({ifindex: '2', 'statistics/rx_bytes': '1', 'statistics/tx_bytes': '2', ...files})
		.map(([file, value]) => `./${name}/${file}:${value}\n`)
		.join('')

const only = (text: string) => parseSysfs(text).interfaces[0]

it('reads an answer', () => {
	const {interfaces, uptime} = parseSysfs(answer)
	expect(uptime).toBe(351123.45)
	expect(interfaces.map(one => one.name)).toEqual(['eth0', 'eth1', 'imq0', 'lo', 'pppoe0', 'switch0'])
	expect(interfaces[0]).toEqual({
		name: 'eth0',
		ifindex: 3,
		operstate: 'up',
		carrier: true,
		flags: 0x1003,
		carrierChanges: 5n,
		speed: 1000,
		mtu: 1500,
		counters: expect.objectContaining({rx_bytes: 3801234567n, tx_errors: 0n}),
	})
	expect(interfaces[1]).not.toHaveProperty('speed')
	expect(interfaces[1]).not.toHaveProperty('carrier')
})

it.each(['a,b=c', 'it\'s"$x', '-rf', '*', '$(id)', '0123456789abcde', 'eth0.10'])(
	'reads the name %j',
	name => {
		expect(only(lines(name, {}))).toMatchObject({name, counters: {rx_bytes: 1n, tx_bytes: 2n}})
	},
)

it('splits at the first colon', () => {
	expect(only(lines('eth0', {address: '02:00:00:00:00:01', operstate: 'up'}))).toMatchObject({
		operstate: 'up',
	})
})

it.each(['ifindex', 'statistics/rx_bytes', 'statistics/tx_bytes'])(
	'drops an interface without %s: it is gone',
	file => {
		const text = lines('eth0', {}) + lines('eth1', {}).replace(new RegExp(`^\\./eth1/${file}:.*\\n`, 'm'), '')
		expect(parseSysfs(text).interfaces.map(one => one.name)).toEqual(['eth0'])
	},
)

it.each(['-1', '0', '65535', '4294967295', 'fast', ''])('takes the speed %j for unknown', speed => {
	expect(only(lines('eth0', {speed}))).not.toHaveProperty('speed')
})

it.each(['-1', '1.5', '0x10', '', '184467440737095516150'])('takes no counter from %j', value => {
	expect(only(lines('eth0', {'statistics/rx_errors': value}))?.counters).not.toHaveProperty('rx_errors')
})

it('keeps every digit of a counter', () => {
	const counters = only(lines('eth0', {'statistics/rx_bytes': '18446744073709551615'}))?.counters
	expect(counters?.rx_bytes).toBe(18446744073709551615n)
})

it('leaves noise out, and has no uptime where there is none', () => {
	expect(parseSysfs(`Welcome!\n./\n./eth0\neth0/mtu:1\n${lines('eth0', {})}./x:y\n`)).toEqual({
		interfaces: [{name: 'eth0', ifindex: 2, counters: {rx_bytes: 1n, tx_bytes: 2n}}],
	})
})

it.each([
	[{operstate: 'up'}, true],
	[{operstate: 'down'}, false],
	[{operstate: 'lowerlayerdown'}, false],
	[{operstate: 'dormant'}, false],
	[{operstate: 'unknown', flags: '0x9', carrier: '1'}, true],
	[{operstate: 'unknown', flags: '0x1091'}, true],
	[{operstate: 'unknown', flags: '0x1091', carrier: '0'}, false],
	[{operstate: 'unknown', flags: '0x1090'}, false],
	[{operstate: 'unknown'}, false],
	[{}, undefined],
])('makes of %j: up is %j', (files, up) => {
	const one = only(lines('eth0', files as Readonly<Record<string, string>>))
	expect(one && interfacePoint(one).fields.up).toBe(up)
})

it('prints units of the schema', () => {
	const one = only(lines('eth0', {speed: '2500', mtu: '1500', carrier_changes: '7'}))
	expect(one && interfacePoint(one, 'WAN')).toMatchObject({
		tags: {interface: 'eth0', alias: 'WAN'},
		fields: {speed_bps: 2_500_000_000, mtu_bytes: 1500, carrier_changes: 7n},
	})
})
