import {prometheusName} from '../../src/metrics/names.ts'
import type {Series} from './panel.ts'
import type {DataSource} from './render.ts'

/** PromQL. */
export const prometheus: DataSource = {
	type: 'prometheus',
	name: 'Prometheus',
	target(series, instant) {
		const labels = [series.label, ...series.by.map(tag => `{{${tag}}}`)]
		return {
			expr: expression(series),
			legendFormat: labels.filter(label => label !== undefined).join(' '),
			...(instant ? {instant: true, range: false} : {instant: false, range: true}),
			...(['identities', 'top', 'moment'].includes(series.as) && {format: 'table'}),
		}
	},
	// The value of the series is when it happened, not when it was told.
	annotation: ({title, moments}) => ({
		expr: expression(moments),
		titleFormat: title,
		textFormat: moments.by.map(tag => `{{${tag}}}`).join(' '),
		useValueForTime: true,
		step: '60s',
	}),
	variable: series => `label_values(${selector(series, '')}, source)`,
}

function expression(series: Series): string {
	const selected = selector(series, filter(series))
	switch (series.as) {
		case 'per hour':
			return `rate(${selected}[$__rate_interval]) * 3600`
		case 'per second':
			return `rate(${selected}[$__rate_interval])`
		case 'in range':
			return `increase(${selected}[$__range])`
		case 'top':
			return `topk(20, ${selected})`
		case 'moment': {
			const when = Object.entries(series.when).map(
				([field, value]) => ` and ${selector({...series, fields: [field]}, filter(series))} == ${value}`,
			)
			return `${selected} * 1000${when.join('')}`
		}
		default:
			return selected
	}
}

function selector({measurement, fields, as}: Series, labels: string): string {
	if (as === 'identities') return `${measurement.name}_info${labels}`
	const [field = ''] = fields
	const spec = measurement.fields[field]
	if (spec === undefined) throw new Error(`${measurement.name} has no field ${field}`)
	return `${prometheusName(measurement, field, spec)}${labels}`
}

function filter({measurement, where}: Series): string {
	const exact = Object.entries(where).map(([tag, value]) => `${tag}="${value}"`)
	const source = 'source' in measurement.tags ? ['source=~"$source"'] : []
	return `{${[...source, ...exact].join(', ')}}`
}
