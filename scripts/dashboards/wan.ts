import {wan, wanGateway} from '../../src/devices/wan/metrics.ts'
import {type Dashboard, type Panel, type State, series} from './panel.ts'

const connection = ['source', 'interface'] as const
const gateway = ['source', 'gateway'] as const

const UP: readonly [State, State] = [
	{text: 'down', color: 'red'},
	{text: 'up', color: 'green'},
]
const NAT: readonly [State, State] = [
	{text: 'public', color: 'green'},
	{text: 'behind a NAT', color: 'orange'},
]

const now: readonly Panel[] = [
	{
		title: 'Gateway',
		kind: 'stat',
		width: 6,
		states: UP,
		series: [series(wanGateway, 'up', {as: 'last', by: gateway})],
	},
	{
		title: 'Loss',
		kind: 'stat',
		width: 6,
		unit: 'percentunit',
		thresholds: [
			{from: null, color: 'green'},
			{from: 0.02, color: 'orange'},
			{from: 0.1, color: 'red'},
		],
		series: [series(wanGateway, 'loss_ratio', {as: 'last', by: gateway})],
	},
	{
		title: 'Round trip',
		kind: 'stat',
		width: 6,
		unit: 's',
		thresholds: [
			{from: null, color: 'green'},
			{from: 0.1, color: 'orange'},
			{from: 0.2, color: 'red'},
		],
		series: [series(wanGateway, 'rtt_seconds', {as: 'last', by: gateway})],
	},
	{
		title: 'Address',
		description: 'Private and shared addresses are translated on their way (CGNAT, or a router in front).',
		kind: 'stat',
		width: 6,
		states: NAT,
		series: [series(wan, 'cgnat', {as: 'last', by: connection})],
	},
	{
		title: 'Connections',
		kind: 'table',
		width: 12,
		series: [series(wan, ['ipv4', 'public_ipv4', 'ipv6', 'media'], {as: 'identities', by: connection})],
	},
	{
		title: 'Gateways',
		kind: 'table',
		width: 12,
		series: [series(wanGateway, ['state', 'address', 'monitor'], {as: 'identities', by: gateway})],
	},
]

const quality: readonly Panel[] = [
	{
		title: 'Gateways',
		kind: 'state-timeline',
		width: 24,
		states: UP,
		series: [series(wanGateway, 'up', {by: gateway})],
	},
	{
		title: 'Round trip',
		description:
			'Mean over the window of the monitor, a minute by default. Absent while nothing is measured.',
		kind: 'timeseries',
		width: 12,
		unit: 's',
		series: [series(wanGateway, 'rtt_seconds', {by: gateway})],
	},
	{
		title: 'Deviation of the round trip',
		kind: 'timeseries',
		width: 12,
		unit: 's',
		series: [series(wanGateway, 'rtt_stddev_seconds', {by: gateway})],
	},
	{
		title: 'Loss',
		kind: 'timeseries',
		width: 12,
		unit: 'percentunit',
		series: [series(wanGateway, 'loss_ratio', {by: gateway})],
	},
	{
		title: 'Errors per hour',
		kind: 'timeseries',
		width: 12,
		unit: 'short',
		series: [
			series(wan, 'rx_errors', {as: 'per hour', by: connection, label: 'received'}),
			series(wan, 'tx_errors', {as: 'per hour', by: connection, label: 'sent'}),
		],
	},
]

const connections: readonly Panel[] = [
	{
		title: 'Connections',
		kind: 'state-timeline',
		width: 12,
		states: UP,
		series: [series(wan, 'up', {by: connection})],
	},
	{
		title: 'Addresses',
		kind: 'state-timeline',
		width: 12,
		states: NAT,
		series: [series(wan, 'cgnat', {by: connection})],
	},
	{
		title: 'Traffic',
		kind: 'timeseries',
		width: 12,
		unit: 'Bps',
		series: [
			series(wan, 'rx_bytes', {as: 'per second', by: connection, label: 'received'}),
			series(wan, 'tx_bytes', {as: 'per second', by: connection, label: 'sent'}),
		],
	},
	{
		title: 'Packets per second',
		kind: 'timeseries',
		width: 12,
		unit: 'pps',
		series: [
			series(wan, 'rx_packets', {as: 'per second', by: connection, label: 'received'}),
			series(wan, 'tx_packets', {as: 'per second', by: connection, label: 'sent'}),
		],
	},
	{
		title: 'Time since the connection came up',
		kind: 'timeseries',
		width: 12,
		unit: 's',
		series: [series(wan, 'uptime_seconds', {by: connection})],
	},
]

/** Any connection to a provider, and the quality of its gateway where a firewall measures it. */
export const wanQuality: Dashboard = {
	name: 'wan',
	title: 'WAN quality',
	tags: ['wan'],
	sources: series(wan, 'up'),
	rows: [
		{title: 'Now', panels: now},
		{title: 'Quality', panels: quality},
		{title: 'Connections', panels: connections},
	],
}
