import {xdslDirection, xdslLine} from '../src/devices/xdsl/metrics.ts'
import type {Measurement, Point} from '../src/metrics/model.ts'
import {point} from '../src/metrics/model.ts'
import {linestatPoll, linestatSection} from '../src/metrics/poll.ts'

/** Polls of devices that are typical for a table: few rows with many fields, many rows with few, pairs, long texts. */

const NOW = 1_764_000_000_000_000_000n
const at = (points: readonly Point[]): Point[] => points.map(one => ({...one, timestamp: NOW}))

const counter = (help: string) => ({type: 'counter', value: 'int', help}) as const
const COUNTERS = ['bytes', 'packets', 'dropped', 'errors']
const ALL_COUNTERS = [
	...COUNTERS,
	'compressed',
	'crc_errors',
	'fifo_errors',
	'frame_errors',
	'length_errors',
	'missed_errors',
	'over_errors',
	'nohandler',
]

function interfaces(names: readonly string[], counters: readonly string[]): Point[] {
	const measurement: Measurement = {
		name: 'ifstat',
		help: 'One network interface.',
		tags: {
			device: 'Always ifstat.',
			source: 'The machine.',
			interface: 'The interface.',
			alias: 'Its alias.',
		},
		fields: {
			...Object.fromEntries(
				counters.flatMap(name => [
					[`rx_${name}`, counter('Received.')],
					[`tx_${name}`, counter('Sent.')],
				]),
			),
			up: {type: 'gauge', value: 'flag', help: 'Usable.'},
			carrier_changes: counter('Carrier changes.'),
			speed_bps: {type: 'gauge', value: 'int', help: 'Speed.'},
			mtu_bytes: {type: 'gauge', value: 'int', help: 'Largest packet.'},
		},
	}
	return at(
		names.map((name, index) => ({
			measurement,
			tags: {device: 'ifstat', source: 'fw1', interface: name, ...(index === 0 ? {alias: 'WAN'} : {})},
			fields: {
				...Object.fromEntries(
					counters.flatMap((field, place) => [
						[`rx_${field}`, place > 2 ? 0n : 9_007_199_254_740_993n / BigInt(1000 ** place * (index + 1))],
						[`tx_${field}`, place > 2 ? 0n : 98_765_432_109n / BigInt(1000 ** place * (index + 1))],
					]),
				),
				up: index !== 1,
				carrier_changes: 3n,
				...(index === 2 ? {} : {speed_bps: 1_000_000_000n}),
				mtu_bytes: 1500n,
			},
		})),
	)
}

export const ifstat = [
	...interfaces(['eth0', 'eth1', 'wg0', 'br-lan'], COUNTERS),
	status('ifstat', 'fw1', 'ok'),
]
export const ifstatAll = [...interfaces(['eth0', 'eth1'], ALL_COUNTERS), status('ifstat', 'fw1', 'ok')]
export const ifstatOne = [...interfaces(['eth0'], COUNTERS), status('ifstat', 'fw1', 'ok')]

const modem = {device: 'draytek', source: '192.168.1.1'}

function direction(name: 'down' | 'up', factor: number): Point {
	const values = Object.entries(xdslDirection.fields).map(([field, spec], index) => {
		if (spec.value === 'flag') return [field, index % 2 === 0]
		if (spec.type === 'counter') return [field, BigInt(Math.round(index * index * 1234.5 * factor))]
		if (field.endsWith('rate_bps')) return [field, BigInt(Math.round(116_797_000 * factor))]
		if (field.endsWith('_seconds')) return [field, 0.008 * factor]
		return [field, Math.round(91 * factor) / 10]
	})
	return {measurement: xdslDirection, tags: {...modem, direction: name}, fields: Object.fromEntries(values)}
}

export const xdsl = at([
	point(xdslLine, modem, {
		up: true,
		state: 'showtime',
		uptime_seconds: 273_600,
		resyncs: 12n,
		mode: 'G.993.5',
		profile: '17a',
		vectoring: true,
		firmware: '12-3-5-0-0-7 AnnexA with a description that is much longer than anybody would expect it to be',
		dslam_vendor: 'BDCM',
	}),
	direction('down', 1),
	direction('up', 0.36),
	status('draytek', modem.source, 'partial'),
	point(linestatSection, {...modem, section: 'bins'}, {up: false, result: 'timeout', duration_seconds: 3}),
])

const exporter = {
	name: 'fc_exporter',
	help: 'One exporter.',
	tags: {device: 'fc.', source: 'File.', exporter: 'The exporter.', interface: 'Its interface.'},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Up.'},
		current_bps: {type: 'gauge', value: 'int', help: 'Now.'},
		max_bps: {type: 'gauge', value: 'int', help: 'Most.'},
		avg_bps: {type: 'gauge', value: 'float', help: 'Mean.'},
		collectors: {type: 'gauge', value: 'int', help: 'Collectors.'},
		since: {type: 'gauge', value: 'int', help: 'Last change.'},
		downtime_seconds: {type: 'gauge', value: 'int', help: 'Downtime.'},
	},
} as const satisfies Measurement

export const exporters = at(
	Array.from({length: 200}, (_, index) =>
		point(
			exporter,
			{
				device: 'fc',
				source: '/var/lib/fc/status',
				exporter: index === 3 ? '東京ルーター' : `pe${index}.example.net`,
				interface: `xe-0/0/${index % 8}`,
			},
			{
				up: index % 7 !== 0,
				current_bps: index % 7 === 0 ? 0 : Math.round(64_000 * 1.09 ** index),
				max_bps: Math.round(128_000 * 1.09 ** index),
				avg_bps: 96_000.5 * 1.09 ** index,
				collectors: 2,
				since: 1_764_000_000 - index * 5000,
				downtime_seconds: index * 37,
			},
		),
	),
)

const wanMeasurement = {
	name: 'wan',
	help: 'A WAN connection.',
	tags: {device: 'Device.', source: 'Source.', interface: 'Interface.'},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Up.'},
		ipv4: {type: 'info', help: 'Address.'},
		ipv6: {type: 'info', help: 'Address.'},
		cgnat: {type: 'gauge', value: 'flag', help: 'CGNAT.'},
		rx_bytes: counter('Received.'),
		tx_bytes: counter('Sent.'),
		uptime_seconds: {type: 'gauge', value: 'int', help: 'Uptime.'},
		loss_ratio: {type: 'gauge', value: 'float', help: 'Loss.'},
		rtt_seconds: {type: 'gauge', value: 'float', help: 'Round trip.'},
		temperature_celsius: {type: 'gauge', value: 'float', help: 'Temperature.'},
	},
} as const satisfies Measurement

export const wan = at([
	point(
		wanMeasurement,
		{device: 'pfsense', source: 'fw1', interface: 'pppoe0'},
		{
			up: true,
			ipv4: '203.0.113.7',
			ipv6: '2001:db8:1234:5678:9abc:def0:1234:5678',
			cgnat: false,
			rx_bytes: 1_234_567_890n,
			tx_bytes: 987_654n,
			uptime_seconds: 86_461,
			loss_ratio: 0.0125,
			rtt_seconds: 0.012345,
			temperature_celsius: 51.5,
		},
	),
])

export function status(device: string, source: string, result: string): Point {
	return point(linestatPoll, {device, source}, {up: result === 'ok', result, duration_seconds: 0.1})
}
