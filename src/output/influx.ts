import type {FieldSpec, FieldValue, Point} from '../metrics/model.ts'
import type {EncodeOptions} from './index.ts'

/** InfluxDB line protocol: one line per point, tags and fields sorted, whole numbers with `i`, time in nanoseconds. */
export function encodeInflux(points: readonly Point[], {timestamp}: EncodeOptions = {}): string {
	return points.map(point => line(point, timestamp !== 'none')).join('')
}

function line({measurement, tags, fields, timestamp}: Point, withTime: boolean): string {
	const name = measurement.name
	// A line that begins with # is a comment for every reader.
	if (name === '' || name.startsWith('#')) return ''
	const values = sorted(fields).map(([key, value]) => [key, toField(value, measurement.fields[key])] as const)
	const printed = values
		.filter(([, text]) => text !== undefined)
		.map(([key, text]) => `${escapeKey(key)}=${text}`)
	if (printed.length === 0) return ''
	const labels = sorted(tags).filter(([, value]) => value !== '')
	const series = [escapeName(name), ...labels.map(([key, value]) => `${escapeKey(key)}=${escapeKey(value)}`)]
	const time = withTime && timestamp !== undefined ? ` ${timestamp}` : ''
	return `${series.join(',')} ${printed.join(',')}${time}\n`
}

/** Undefined for a number that line protocol cannot say. */
function toField(value: FieldValue, spec: FieldSpec | undefined): string | undefined {
	if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`
	const float = spec !== undefined && 'value' in spec && spec.value === 'float'
	if (typeof value === 'bigint') return float ? String(value) : `${value}i`
	if (typeof value === 'boolean') return value ? '1i' : '0i'
	if (!Number.isFinite(value)) return undefined
	const text = String(value === 0 ? 0 : value)
	return float ? text : `${text}i`
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
	return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

const escapeName = (text: string): string => text.replace(/[, ]/g, '\\$&')
const escapeKey = (text: string): string => text.replace(/[,= ]/g, '\\$&')
