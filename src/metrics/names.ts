import type {FieldSpec, Measurement} from './model.ts'

/** Unit by the suffix of a field's name, as the table and the documentation print it. */
const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
	['_seconds', 's'],
	['_bytes', 'B'],
	['_bps', 'bit/s'],
	['_dbm_hz', 'dBm/Hz'],
	['_dbm', 'dBm'],
	['_db', 'dB'],
	['_celsius', '°C'],
	['_rpm', 'rpm'],
	['_ratio', ''],
	['_symbols', 'symbols'],
	['_bits', 'bit'],
	// A point in time, so its unit is no base unit.
	['since', 'Unix s'],
]

/** The unit of a field: the one it states, else the one its name ends in, else none. */
export function unitOf(name: string, spec: FieldSpec): string {
	if ('unit' in spec && spec.unit !== undefined) return spec.unit
	return UNITS.find(([suffix]) => name.endsWith(suffix))?.[1] ?? ''
}

/**
 * The name of a field in words: without the suffix that is its unit, which stands elsewhere. Counters keep theirs, because
 * there it says what is counted.
 */
export function stemOf(name: string, spec: FieldSpec | undefined): string {
	const suffix = UNITS.find(([suffix]) => suffix.startsWith('_') && name.endsWith(suffix))?.[0] ?? ''
	const stem =
		spec?.type === 'gauge' && suffix.length < name.length ? name.slice(0, name.length - suffix.length) : name
	return stem.replaceAll('_', ' ')
}

/**
 * The Prometheus name of a field: `measurement_field`, and `_total` for a counter. Bits per symbol are no size, but
 * promtool takes every `bits` for one and wants bytes; `bit` it passes. `_count` belongs to histograms there: `lanhost_count`
 * becomes `lanhosts`.
 */
export function prometheusName(measurement: Measurement, field: string, spec: FieldSpec): string {
	// The count of an event is 1: it was seen.
	const name = field
		.replace(/(^|_)bits$/, '$1bit')
		.replace(/s?_count$/, 's')
		.replace(/^count$/, 'seen')
	return `${measurement.name}_${name}${spec.type === 'counter' ? '_total' : ''}`
}

/** The Prometheus name of the gauge of value 1 whose labels are a measurement's states and identities. */
export function infoName(measurement: Measurement): string {
	return `${measurement.name}_info`
}
