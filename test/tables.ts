import {ALL_COUNTERS, COUNTERS, ifstat as ifstatMeasurement} from '../src/devices/ifstat/metrics.ts'
import {wan as wanMeasurement} from '../src/devices/wan/metrics.ts'
import {xdslDirection, xdslLine} from '../src/devices/xdsl/metrics.ts'
import type {Measurement, Point} from '../src/metrics/model.ts'
import {point} from '../src/metrics/model.ts'
import {linestatPoll, linestatSection} from '../src/metrics/poll.ts'

/** Polls of devices that are typical for a table: few rows with many fields, many rows with few, pairs, long texts. */

const NOW = 1_764_000_000_000_000_000n
const at = (points: readonly Point[]): Point[] => points.map(one => ({...one, timestamp: NOW}))

function interfaces(names: readonly string[], counters: readonly string[]): Point[] {
	return at(
		names.map((name, index) => ({
			measurement: ifstatMeasurement,
			tags: {device: 'ifstat', source: 'fw1', interface: name, ...(index === 0 ? {alias: 'WAN'} : {})},
			fields: {
				...Object.fromEntries(counters.map(field => [field, counted(field, index + 1)])),
				up: index !== 1,
				carrier_changes: 3n,
				...(index === 2 ? {} : {speed_bps: 1_000_000_000n}),
				mtu_bytes: 1500n,
			},
		})),
	)
}

/** Bytes of a busy line, a thousandth as many packets, and hardly an error. */
function counted(field: string, divisor: number): bigint {
	const bytes = field.startsWith('rx_') ? 9_007_199_254_740_993n : 98_765_432_109n
	if (field.endsWith('_bytes')) return bytes / BigInt(divisor)
	return field.endsWith('_packets') ? bytes / BigInt(1000 * divisor) : 0n
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
			media: 'xdsl',
		},
	),
])

export function status(device: string, source: string, result: string): Point {
	return point(linestatPoll, {device, source}, {up: result === 'ok', result, duration_seconds: 0.1})
}
