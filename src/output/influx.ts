import type {FieldSpec, FieldValue, Point} from '../metrics/model.ts'
import type {EncodeOptions} from './index.ts'
import {printableFields, sorted} from './value.ts'

/**
 * InfluxDB line protocol: one line per point, tags and fields sorted, whole numbers with `i`, time in nanoseconds.
 * Points come through `tidy`, which removes what no escaping can write (line feeds, backslashes at the end of a tag).
 */
export function encodeInflux(points: readonly Point[], {timestamp}: EncodeOptions = {}): string {
	return points.map(point => line(point, timestamp !== 'none')).join('')
}

function line({measurement, tags, fields, timestamp}: Point, withTime: boolean): string {
	const name = measurement.name
	// A line that begins with # is a comment for every reader.
	if (name === '' || name.startsWith('#')) return ''
	const values = printableFields(fields, measurement.fields)
	if (values.length === 0) return ''
	const labels = sorted(tags).filter(([, value]) => value !== '')
	const series = [escapeName(name), ...labels.map(([key, value]) => `${escapeKey(key)}=${escapeKey(value)}`)]
	let printed = ''
	for (const [key, value, spec] of values) {
		printed += `${printed === '' ? '' : ','}${escapeKey(key)}=${toField(value, spec)}`
	}
	const time = withTime && timestamp !== undefined ? ` ${timestamp}` : ''
	return `${series.join(',')} ${printed}${time}\n`
}

function toField(value: FieldValue, spec: FieldSpec | undefined): string {
	if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`
	const float = spec !== undefined && 'value' in spec && spec.value === 'float'
	return typeof value === 'bigint' && !float ? `${value}i` : String(value)
}

const escapeName = (text: string): string => (/[, ]/.test(text) ? text.replace(/[, ]/g, '\\$&') : text)
const escapeKey = (text: string): string => (/[,= ]/.test(text) ? text.replace(/[,= ]/g, '\\$&') : text)
