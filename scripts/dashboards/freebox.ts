import {freeboxOptic, freeboxWan} from '../../src/devices/freebox/metrics/connection.ts'
import {freeboxHost, freeboxHosts} from '../../src/devices/freebox/metrics/lan.ts'
import {freeboxDiskHealth, freeboxPartitionHealth} from '../../src/devices/freebox/metrics/storage.ts'
import {freeboxPort} from '../../src/devices/freebox/metrics/switch.ts'
import {freeboxSsid} from '../../src/devices/freebox/metrics/wifi.ts'
import {router} from '../../src/devices/router/metrics.ts'
import {wan} from '../../src/devices/wan/metrics.ts'
import {type Dashboard, type Panel, series} from './panel.ts'

const box = ['source'] as const
const ports = ['source', 'port', 'name'] as const

const UP = [
	{text: 'down', color: 'red'},
	{text: 'up', color: 'green'},
] as const

const connection: readonly Panel[] = [
	{
		title: 'Connection',
		kind: 'stat',
		width: 4,
		states: UP,
		series: [series(wan, 'up', {as: 'last', by: box})],
	},
	{
		title: 'Box up for',
		kind: 'stat',
		width: 4,
		unit: 's',
		series: [series(router, 'uptime_seconds', {as: 'last', by: box})],
	},
	{
		title: 'Addresses',
		kind: 'table',
		width: 8,
		series: [series(wan, ['ipv4', 'ipv6', 'media'], {as: 'identities', by: box})],
	},
	{
		title: 'Box',
		kind: 'table',
		width: 8,
		series: [series(router, ['model', 'firmware'], {as: 'identities', by: box})],
	},
	{
		title: 'Throughput',
		description: 'From the counters of the connection, so that nothing between two polls is lost.',
		kind: 'timeseries',
		width: 12,
		unit: 'Bps',
		series: [
			series(wan, 'rx_bytes', {as: 'per second', by: box, label: 'received'}),
			series(wan, 'tx_bytes', {as: 'per second', by: box, label: 'sent'}),
		],
	},
	{
		title: 'Bandwidth of the line',
		kind: 'timeseries',
		width: 12,
		unit: 'bps',
		series: [
			series(freeboxWan, 'rx_bandwidth_bps', {by: box, label: 'down'}),
			series(freeboxWan, 'tx_bandwidth_bps', {by: box, label: 'up'}),
		],
	},
	{
		title: 'Optical power',
		description: 'Fibre lines only; DSL lines have a dashboard of their own.',
		kind: 'timeseries',
		width: 12,
		unit: 'dBm',
		series: [
			series(freeboxOptic, 'rx_power_dbm', {by: box, label: 'received'}),
			series(freeboxOptic, 'tx_power_dbm', {by: box, label: 'sent'}),
		],
	},
	{
		title: 'Temperatures',
		kind: 'timeseries',
		width: 12,
		unit: 'celsius',
		series: [series(router, 'temperature_celsius', {by: ['source', 'sensor']})],
	},
]

const home: readonly Panel[] = [
	{
		title: 'Received from the ports of the switch',
		kind: 'timeseries',
		width: 12,
		unit: 'Bps',
		series: [series(freeboxPort, 'rx_good_bytes', {as: 'per second', by: ports})],
	},
	{
		title: 'Sent to the ports of the switch',
		kind: 'timeseries',
		width: 12,
		unit: 'Bps',
		series: [series(freeboxPort, 'tx_bytes', {as: 'per second', by: ports})],
	},
	{
		title: 'Packets with errors',
		kind: 'timeseries',
		width: 12,
		unit: 'short',
		series: [series(freeboxPort, 'rx_err_packets', {as: 'per hour', by: ports})],
	},
	{
		title: 'Wi-Fi stations',
		kind: 'timeseries',
		width: 12,
		unit: 'short',
		series: [series(freeboxSsid, 'stations', {by: ['source', 'ssid', 'bssid']})],
	},
	{
		title: 'Machines that answer',
		kind: 'timeseries',
		width: 12,
		unit: 'short',
		series: [series(freeboxHosts, 'reachable', {by: ['source', 'interface']})],
	},
	{
		title: 'Signal of machines by access point',
		kind: 'timeseries',
		width: 12,
		unit: 'dBm',
		series: [series(freeboxHost, 'signal_dbm', {by: ['source', 'mac', 'access_point']})],
	},
	{
		title: 'Free on the disks',
		kind: 'bargauge',
		width: 12,
		unit: 'percentunit',
		series: [series(freeboxPartitionHealth, 'free_ratio', {as: 'last', by: ['source', 'disk', 'partition']})],
	},
	{
		title: 'Errors of the disks in the time range',
		kind: 'stat',
		width: 12,
		series: [
			series(freeboxDiskHealth, 'read_errors', {as: 'in range', by: ['source', 'disk'], label: 'read'}),
			series(freeboxDiskHealth, 'write_errors', {as: 'in range', by: ['source', 'disk'], label: 'write'}),
		],
	},
]

/** A Freebox: its connection, and what hangs on it. */
export const freebox: Dashboard = {
	name: 'freebox',
	title: 'Freebox',
	tags: ['freebox'],
	sources: series(freeboxWan, 'rx_bps', {by: box}),
	rows: [
		{title: 'Connection', panels: connection},
		{title: 'Home', panels: home},
	],
}
