import type {FieldSpec, Measurement} from '../../src/metrics/model.ts'
import {infoName, prometheusName, unitOf} from '../../src/metrics/names.ts'
import {code, table} from './markdown.ts'

/**
 * Measurements with their tags and fields: type, unit, Prometheus name and meaning. Those that share a name (a line and
 * its directions) share a heading. `printedBy` adds a sentence, where it matters.
 */
export function renderMeasurements(
	measurements: Iterable<Measurement>,
	level: '##' | '###',
	printedBy: (measurement: Measurement) => string = () => '',
): string {
	const names = Map.groupBy(new Set(measurements), ({name}) => name)
	return [...names.values()]
		.map(([first, ...others]) =>
			first === undefined
				? ''
				: [
						`${level} ${first.name}`,
						`${first.help}${printedBy(first)}`,
						...[first, ...others].map(renderFields),
					].join('\n\n'),
		)
		.join('\n\n')
}

function renderFields(measurement: Measurement): string {
	const tags = Object.entries(measurement.tags).map(([tag, help]) => `- ${code(tag)}: ${help}`)
	const fields = Object.entries(measurement.fields).map(([field, spec]) => [
		code(field),
		typeOf(spec),
		unitOf(field, spec),
		prometheusOf(measurement, field, spec),
		spec.help,
	])
	return [
		...(tags.length > 0 ? [`Tags:\n\n${tags.join('\n')}`] : []),
		table(['Field', 'Type', 'Unit', 'Prometheus', 'Meaning'], fields),
	].join('\n\n')
}

function typeOf(spec: FieldSpec): string {
	if (!('value' in spec)) return 'text'
	if (spec.value === 'flag') return '0 or 1'
	return spec.type === 'counter' ? `counter, ${spec.value}` : spec.value
}

function prometheusOf(measurement: Measurement, field: string, spec: FieldSpec): string {
	if (spec.type === 'text') return 'left out'
	if (spec.type === 'info') return `label of ${code(infoName(measurement))}`
	return code(prometheusName(measurement, field, spec))
}
