import {xdslBins, xdslDirection, xdslInterval, xdslLine} from '../../src/devices/xdsl/metrics.ts'
import {type Dashboard, type Panel, series} from './panel.ts'

const directions = ['source', 'line', 'direction'] as const

type DirectionField = keyof typeof xdslDirection.fields

const value = (field: DirectionField, label?: string) =>
	series(xdslDirection, field, {by: directions, ...(label !== undefined && {label})})

/** Fields of both directions over time, as they are. */
function gauges(title: string, unit: string, fields: Partial<Record<DirectionField, string>>): Panel {
	const list = Object.entries(fields) as [DirectionField, string][]
	return {
		title,
		kind: 'timeseries',
		width: 12,
		unit,
		series: list.map(([field, label]) => value(field, list.length > 1 ? label : undefined)),
	}
}

/** Counters of both directions as events per hour. */
function counters(
	title: string,
	fields: Partial<Record<DirectionField, string>>,
	description?: string,
): Panel {
	const list = Object.entries(fields) as [DirectionField, string][]
	return {
		title,
		...(description !== undefined && {description}),
		kind: 'timeseries',
		width: 12,
		unit: 'short',
		series: list.map(([field, label]) =>
			series(xdslDirection, field, {as: 'per hour', by: directions, label}),
		),
	}
}

const UP = [
	{text: 'down', color: 'red'},
	{text: 'showtime', color: 'green'},
] as const

const FAR_END =
	'What the exchange counts (up) comes over the line and can be junk: a number that never moves, or one far too large.'

const now: readonly Panel[] = [
	{
		title: 'Line',
		kind: 'stat',
		width: 4,
		states: UP,
		series: [series(xdslLine, 'up', {as: 'last'})],
	},
	{
		title: 'Time in showtime',
		kind: 'stat',
		width: 4,
		unit: 's',
		series: [series(xdslLine, 'uptime_seconds', {as: 'last'})],
	},
	{
		title: 'Resyncs',
		description: 'In the time range.',
		kind: 'stat',
		width: 4,
		thresholds: [
			{from: null, color: 'green'},
			{from: 1, color: 'orange'},
		],
		series: [series(xdslLine, 'resyncs', {as: 'in range'})],
	},
	{
		title: 'Rate',
		kind: 'stat',
		width: 6,
		unit: 'bps',
		series: [series(xdslDirection, 'rate_bps', {as: 'last', by: directions})],
	},
	{
		title: 'SNR margin',
		kind: 'stat',
		width: 6,
		unit: 'dB',
		thresholds: [
			{from: null, color: 'red'},
			{from: 3, color: 'orange'},
			{from: 6, color: 'green'},
		],
		series: [series(xdslDirection, 'snr_margin_db', {as: 'last', by: directions})],
	},
	{
		title: 'Modem and exchange',
		kind: 'table',
		width: 24,
		series: [
			series(
				xdslLine,
				[
					'state',
					'mode',
					'profile',
					'power_state',
					'firmware',
					'modem_vendor',
					'dslam_vendor',
					'dslam_version',
				],
				{
					as: 'identities',
				},
			),
		],
	},
]

const line: readonly Panel[] = [
	{
		title: 'State',
		kind: 'state-timeline',
		width: 24,
		states: UP,
		series: [series(xdslLine, 'up')],
	},
	gauges('Rate and attainable rate', 'bps', {rate_bps: 'rate', attainable_rate_bps: 'attainable'}),
	gauges('SNR margin', 'dB', {snr_margin_db: 'margin'}),
	gauges('Attenuation', 'dB', {attenuation_db: 'line', signal_attenuation_db: 'signal'}),
	gauges('Transmit power', 'dBm', {tx_power_dbm: 'power'}),
	gauges('Impulse noise protection', 'short', {inp_symbols: 'symbols'}),
	gauges('Interleaving delay', 's', {interleave_delay_seconds: 'delay'}),
]

const errors: readonly Panel[] = [
	counters('CRC errors per hour', {crc_errors: 'CRC'}, FAR_END),
	counters('Corrections per hour', {fec_errors: 'FEC'}),
	counters(
		'Seconds with errors per hour',
		{errored_seconds: 'ES', severely_errored_seconds: 'SES', unavailable_seconds: 'UAS', los_seconds: 'LOSS'},
		FAR_END,
	),
	counters('Seconds with corrections per hour', {fec_seconds: 'FECS'}, FAR_END),
	counters('Failures per hour', {
		los_failures: 'LOS',
		lof_failures: 'LOF',
		lpr_failures: 'LPR',
		lom_failures: 'LOM',
	}),
	counters('Retransmission per hour', {
		retx_transmitted: 'sent again',
		retx_corrected: 'repaired',
		retx_uncorrected: 'lost',
	}),
	counters('Header errors per hour', {hec_errors: 'HEC', ptm_crc_errors: 'PTM CRC'}),
	{
		title: 'Errored seconds of this quarter of an hour',
		kind: 'timeseries',
		width: 12,
		unit: 's',
		series: [series(xdslInterval, 'errored_seconds', {where: {interval: '15m'}, by: directions})],
	},
]

const tones: readonly Panel[] = [
	{
		title: 'Bits per band',
		kind: 'bargauge',
		width: 12,
		unit: 'short',
		series: [series(xdslBins, 'bits', {as: 'last', by: [...directions, 'band']})],
	},
	{
		title: 'SNR per band',
		kind: 'bargauge',
		width: 12,
		unit: 'dB',
		series: [series(xdslBins, 'snr_db', {as: 'last', by: [...directions, 'band']})],
	},
]

/** Any DSL line, whatever the modem. */
export const xdsl: Dashboard = {
	name: 'xdsl',
	title: 'DSL line',
	tags: ['dsl'],
	sources: series(xdslLine, 'up'),
	rows: [
		{title: 'Now', panels: now},
		{title: 'Line', panels: line},
		{title: 'Errors', panels: errors},
		{title: 'Tones (with --bins)', panels: tones},
	],
}
