import {expect, it} from 'vitest'
import {rates} from '../../../../src/devices/ifstat/rates.ts'
import type {Interface} from '../../../../src/devices/ifstat/record.ts'
import type {Reading} from '../../../../src/devices/ifstat/source.ts'

const reading = (at: number, uptime: number, ...interfaces: Interface[]): Reading => ({
	at,
	uptime,
	interfaces,
})

const eth0 = (counters: Interface['counters'], more: Partial<Interface> = {}): Interface => ({
	name: 'eth0',
	ifindex: 2,
	operstate: 'up',
	counters,
	...more,
})

const of = (previous: Reading, current: Reading) => rates(previous, current, new Map([['eth0', 'WAN']]))[0]

it('gives bits, packets and errors a second over the time that passed', () => {
	const before = eth0({rx_bytes: 1000n, tx_bytes: 0n, rx_packets: 10n, tx_packets: 5n, rx_errors: 0n})
	const now = eth0({rx_bytes: 2000n, tx_bytes: 500n, rx_packets: 20n, tx_packets: 5n, rx_errors: 1n})
	expect(of(reading(1000, 50, before), reading(3000, 52, now))).toMatchObject({
		tags: {interface: 'eth0', alias: 'WAN'},
		fields: {up: true, rx_rate: 4000, tx_rate: 2000, rx_packets: 5, tx_packets: 0, rx_errors: 0.5},
	})
})

it('sees through a wrap at 2^32, with the speed or without', () => {
	const [p, c] = [{rx_bytes: 4_294_967_000n}, {rx_bytes: 704n}]
	expect(of(reading(0, 1, eth0(p)), reading(1000, 2, eth0(c)))?.fields.rx_rate).toBe(8000)
	expect(of(reading(0, 1, eth0(p)), reading(1000, 2, eth0(c, {speed: 1000})))?.fields.rx_rate).toBe(8000)
})

it('allows packets a sixtieth of the bytes that the link can carry', () => {
	const growth = (wrapped: bigint) => {
		const [p, c] = [eth0({rx_packets: 4_294_967_295n}), eth0({rx_packets: wrapped - 1n}, {speed: 1000})]
		return of(reading(0, 1, p), reading(1000, 2, c))?.fields.rx_packets
	}
	expect(growth(2_604_166n)).toBe(2_604_166)
	expect(growth(2_604_167n)).toBeUndefined()
})

it.each([
	[
		'the counter was reset',
		reading(0, 50, eth0({rx_bytes: 5_000_000_000n})),
		reading(1000, 51, eth0({rx_bytes: 20n})),
	],
	[
		'the machine was restarted',
		reading(0, 50, eth0({rx_bytes: 1n})),
		reading(1000, 1, eth0({rx_bytes: 20n})),
	],
	[
		'the interface is another',
		reading(0, 50, eth0({rx_bytes: 1n})),
		reading(1000, 51, eth0({rx_bytes: 20n}, {ifindex: 3})),
	],
	['the interface is new', reading(0, 50), reading(1000, 51, eth0({rx_bytes: 20n}))],
	['the counter is new', reading(0, 50, eth0({})), reading(1000, 51, eth0({rx_bytes: 20n}))],
	['no time passed', reading(0, 50, eth0({rx_bytes: 1n})), reading(0, 50, eth0({rx_bytes: 20n}))],
])('gives no rate where %s', (_, previous, current) => {
	const point = of(previous, current)
	expect(point?.fields.up).toBe(true)
	expect(point?.fields).not.toHaveProperty('rx_rate')
})

it('does without the uptime where there is none, as from ifstat.py', () => {
	const [previous, current] = [{rx_bytes: 0n}, {rx_bytes: 125n}].map(counters => ({
		interfaces: [eth0(counters)],
	}))
	const point = previous && current && of({...previous, at: 0, uptime: 50}, {...current, at: 1000})
	expect(point?.fields.rx_rate).toBe(1000)
})
