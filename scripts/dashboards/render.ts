import type {Annotation, Dashboard, Panel, Series, State} from './panel.ts'

/** What differs between Grafana's data sources. */
export interface DataSource {
	readonly type: 'prometheus' | 'influxdb'
	readonly name: string
	/** A query; `instant` asks for the latest value alone. */
	target(series: Series, instant: boolean): Record<string, unknown>
	/** What asks for the moments that are marked. */
	annotation(annotation: Annotation): Record<string, unknown>
	/** The query for the names of all sources. */
	variable(series: Series): string
}

const HEIGHT = 8
const COLUMNS = 24

/** A dashboard as Classic JSON, which every Grafana imports; the data source is chosen in it. */
export function render(dashboard: Dashboard, source: DataSource): Record<string, unknown> {
	const datasource = {type: source.type, uid: `$\{datasource}`}
	return {
		id: null,
		uid: `linestat-${dashboard.name}-${source.type}`,
		title: `${dashboard.title} (${source.name})`,
		tags: ['linestat', ...dashboard.tags],
		schemaVersion: 39,
		version: 1,
		editable: true,
		graphTooltip: 1,
		time: {from: 'now-24h', to: 'now'},
		refresh: '1m',
		...(dashboard.annotations !== undefined && {
			annotations: {
				list: dashboard.annotations.map(one => ({
					name: one.title,
					enable: true,
					iconColor: one.color,
					datasource,
					...source.annotation(one),
				})),
			},
		}),
		templating: {list: variables(dashboard, source, datasource)},
		panels: layOut(dashboard).map(({panel, gridPos}, index) => ({
			id: index + 1,
			gridPos,
			...(typeof panel === 'string'
				? {type: 'row', title: panel, collapsed: false, panels: []}
				: renderPanel(panel, source, datasource)),
		})),
	}
}

function variables(dashboard: Dashboard, source: DataSource, datasource: unknown): unknown[] {
	const query = source.variable(dashboard.sources)
	return [
		{name: 'datasource', label: 'Data source', type: 'datasource', query: source.type},
		{
			name: 'source',
			label: 'Device',
			type: 'query',
			datasource,
			query: source.type === 'prometheus' ? {query, refId: 'source'} : query,
			definition: query,
			refresh: 2,
			sort: 1,
			multi: true,
			includeAll: true,
			current: {text: ['All'], value: ['$__all']},
		},
	]
}

interface Placed {
	readonly panel: Panel | string
	readonly gridPos: {readonly x: number; readonly y: number; readonly w: number; readonly h: number}
}

/** Puts panels side by side, under the title of their row, and into a new line where one is full. */
function layOut({rows}: Dashboard): Placed[] {
	const placed: Placed[] = []
	let y = 0
	for (const {title, panels} of rows) {
		placed.push({panel: title, gridPos: {x: 0, y, w: COLUMNS, h: 1}})
		y += 1
		let x = 0
		let height = 0
		for (const panel of panels) {
			if (x + panel.width > COLUMNS) {
				y += height
				x = 0
				height = 0
			}
			const isLow = panel.kind === 'stat' || (panel.kind === 'table' && panel.series[0]?.as === 'identities')
			const h = isLow ? HEIGHT / 2 : HEIGHT
			placed.push({panel, gridPos: {x, y, w: panel.width, h}})
			x += panel.width
			height = Math.max(height, h)
		}
		y += height
	}
	return placed
}

function renderPanel(panel: Panel, source: DataSource, datasource: unknown): Record<string, unknown> {
	const instant = panel.kind !== 'timeseries' && panel.kind !== 'state-timeline'
	return {
		type: panel.kind,
		title: panel.title,
		...(panel.description !== undefined && {description: panel.description}),
		datasource,
		fieldConfig: {defaults: defaults(panel), overrides: []},
		options: OPTIONS[panel.kind],
		targets: panel.series.map((series, index) => ({
			refId: String.fromCharCode(65 + index),
			datasource,
			...source.target(series, instant),
		})),
	}
}

const OPTIONS: Readonly<Record<Panel['kind'], unknown>> = {
	timeseries: {legend: {displayMode: 'list', placement: 'bottom'}, tooltip: {mode: 'multi', sort: 'none'}},
	stat: {reduceOptions: {calcs: ['lastNotNull']}, colorMode: 'value', graphMode: 'none', textMode: 'auto'},
	'state-timeline': {
		showValue: 'never',
		mergeValues: true,
		legend: {displayMode: 'list', placement: 'bottom'},
	},
	bargauge: {reduceOptions: {calcs: ['lastNotNull']}, orientation: 'horizontal', displayMode: 'gradient'},
	table: {showHeader: true},
}

function defaults({kind, unit, thresholds, states}: Panel): Record<string, unknown> {
	return {
		...(unit !== undefined && {unit}),
		color: {mode: thresholds === undefined && kind === 'timeseries' ? 'palette-classic' : 'thresholds'},
		thresholds: {
			mode: 'absolute',
			steps: (thresholds ?? [{from: null, color: 'text'}]).map(({from, color}) => ({value: from, color})),
		},
		...(states !== undefined && {mappings: [mapping(states)]}),
		...(kind === 'timeseries' && {
			custom: {drawStyle: 'line', lineWidth: 1, fillOpacity: 5, showPoints: 'never'},
		}),
	}
}

function mapping(states: readonly [State, State]): Record<string, unknown> {
	const options = states.map(({text, color}, index) => [String(index), {text, color, index}])
	return {type: 'value', options: Object.fromEntries(options)}
}
