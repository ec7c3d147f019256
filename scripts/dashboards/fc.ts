import {fcCollector, fcExporter, fcTotals} from '../../src/devices/fc/metrics.ts'
import {type Dashboard, type Panel, series} from './panel.ts'

const site = ['site'] as const
const exporter = ['site', 'exporter', 'interface'] as const

const total = (
	title: string,
	field: keyof typeof fcTotals.fields,
	alarm: boolean,
	unit = 'short',
): Panel => ({
	title,
	kind: 'stat',
	width: 4,
	unit,
	...(alarm && {
		thresholds: [
			{from: null, color: 'green'},
			{from: 1, color: 'red'},
		],
	}),
	series: [series(fcTotals, field, {as: 'last', by: site})],
})

const now: readonly Panel[] = [
	total('Exporters', 'exporters', false),
	total('Down', 'exporters_down', true),
	total('Unknown', 'exporters_unknown', true),
	total('Went down, last 10 minutes', 'went_down', true),
	total('Came up, last 10 minutes', 'came_up', false),
	total('Down time, 30 days, all', 'downtime_seconds', false, 's'),
	{
		title: 'Down now',
		description: 'Since when, by the last poll that knew.',
		kind: 'table',
		width: 12,
		unit: 'dateTimeFromNow',
		series: [series(fcExporter, 'since', {as: 'moment', when: {up: 0}, by: exporter})],
	},
	{
		title: 'Most down time, last 30 days',
		kind: 'table',
		width: 12,
		unit: 's',
		series: [series(fcExporter, 'downtime_seconds', {as: 'top', by: exporter})],
	},
	{
		title: 'Exporters over time',
		kind: 'timeseries',
		width: 12,
		unit: 'short',
		series: [
			series(fcTotals, 'exporters_up', {by: site, label: 'up'}),
			series(fcTotals, 'exporters_down', {by: site, label: 'down'}),
			series(fcTotals, 'exporters_unknown', {by: site, label: 'unknown'}),
		],
	},
	{
		title: 'Collectors',
		kind: 'state-timeline',
		width: 12,
		states: [
			{text: 'failed', color: 'red'},
			{text: 'read', color: 'green'},
		],
		series: [series(fcCollector, 'up', {by: ['source', 'site']})],
	},
]

const each: readonly Panel[] = [
	{
		title: 'State',
		description: 'A gap means that the state is not known.',
		kind: 'state-timeline',
		width: 24,
		states: [
			{text: 'down', color: 'red'},
			{text: 'up', color: 'green'},
		],
		series: [series(fcExporter, 'up', {by: exporter})],
	},
	{
		title: 'NetFlow',
		kind: 'timeseries',
		width: 24,
		unit: 'bps',
		series: [series(fcExporter, 'current_bps', {by: exporter})],
	},
]

/** Exporters of Flow Collectors: who is silent, since when, for how long. */
export const fc: Dashboard = {
	name: 'fc',
	title: 'Flow Collectors',
	tags: ['linestat', 'netflow'],
	sources: series(fcCollector, 'up', {by: ['source']}),
	annotations: [
		{
			title: 'Went down',
			color: 'red',
			kind: 'exporter_down',
			moments: series(fcExporter, 'since', {as: 'moment', when: {up: 0, went_down: 1}, by: exporter}),
		},
		{
			title: 'Came up',
			color: 'green',
			kind: 'exporter_up',
			moments: series(fcExporter, 'since', {as: 'moment', when: {up: 1, came_up: 1}, by: exporter}),
		},
	],
	rows: [
		{title: 'All exporters', panels: now},
		{title: 'Each exporter', panels: each},
	],
}
