import {linestatEvent} from '../../src/metrics/event.ts'
import type {Series} from './panel.ts'
import type {DataSource} from './render.ts'

/** InfluxQL, for InfluxDB 1.x and the 1.x interface of later ones. */
export const influxdb: DataSource = {
	type: 'influxdb',
	name: 'InfluxDB',
	target(series) {
		const labels = [series.label, ...series.by.map(tag => `$tag_${tag}`)]
		return {
			query: query(series),
			rawQuery: true,
			resultFormat: TABLES.has(series.as) ? 'table' : 'time_series',
			alias: labels.filter(label => label !== undefined).join(' '),
		}
	},
	annotation: ({kind}) => ({
		query: `SELECT "message", "exporter" FROM "${linestatEvent.name}" WHERE "kind" = '${kind}' AND $timeFilter`,
		textColumn: 'message',
		tagsColumn: 'exporter',
	}),
	variable: ({measurement}) => `SHOW TAG VALUES FROM "${measurement.name}" WITH KEY = "source"`,
}

const TABLES = new Set<Series['as']>(['identities', 'top', 'moment'])

function query(series: Series): string {
	const {measurement, fields, as, where, by} = series
	const [field = ''] = fields
	const tags = by.map(tag => `"${tag}"`)
	const exact = Object.entries(where).map(([tag, value]) => `"${tag}" = '${value}' AND `)
	// Exporters belong to no one source, since their flows move from one to another.
	const source = 'source' in measurement.tags ? '"source" =~ /^$source$/ AND ' : ''
	const from = `FROM "${measurement.name}" WHERE ${source}${exact.join('')}$timeFilter`
	const whole = `${from} GROUP BY ${tags.join(', ')}`
	const steps = `${from} GROUP BY time($__interval), ${tags.join(', ')} fill(none)`
	switch (as) {
		case 'per hour':
			return `SELECT non_negative_derivative(max("${field}"), 1h) ${steps}`
		case 'per second':
			return `SELECT non_negative_derivative(max("${field}"), 1s) ${steps}`
		case 'in range':
			// Not the difference of both ends: a device that restarts begins again at 0.
			return `SELECT sum("more") FROM (SELECT non_negative_difference("${field}") AS "more" ${whole}) WHERE $timeFilter GROUP BY ${tags.join(', ')}`
		case 'top':
			return `SELECT top("${field}", ${tags.join(', ')}, 20) FROM (SELECT last("${field}") AS "${field}" ${whole})`
		case 'moment': {
			const known = [field, ...Object.keys(series.when)]
				.map(name => `last("${name}") AS "${name}"`)
				.join(', ')
			const when = Object.entries(series.when).map(([name, value]) => `"${name}" = ${value}`)
			return `SELECT "${field}" * 1000 AS "${field}" FROM (SELECT ${known} ${whole}) WHERE ${when.join(' AND ')} GROUP BY ${tags.join(', ')}`
		}
		case 'last':
			return `SELECT last("${field}") ${whole}`
		case 'identities':
			return `SELECT ${fields.map(name => `last("${name}") AS "${name}"`).join(', ')} ${whole}`
		case 'value':
			return `SELECT ${isFlag(series) ? 'last' : 'mean'}("${field}") ${steps}`
	}
}

function isFlag({measurement, fields: [field = '']}: Series): boolean {
	const spec = measurement.fields[field]
	return spec !== undefined && 'value' in spec && spec.value === 'flag'
}
