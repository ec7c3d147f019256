import type {FieldSpec, FieldValue, Point} from '../metrics/model.ts'
import type {EncodeOptions} from './index.ts'
import {keyOrder, toCatalogueType} from './value.ts'

/**
 * InfluxDB line protocol: one line per point, tags and fields sorted, whole numbers with `i`, time in nanoseconds.
 * Points come through `tidy`, which removes what no escaping can write (line feeds, backslashes at the end of a tag).
 */
export function* encodeInflux(
	points: Iterable<Point>,
	{timestamp: time}: EncodeOptions = {},
): Generator<string> {
	const tagOrder = keyOrder(heads)
	const fieldOrder = keyOrder(heads)
	for (const {measurement, tags, fields, timestamp} of points) {
		const {name} = measurement
		// A line that begins with # is a comment for every reader.
		if (name === '' || name.startsWith('#')) continue
		let values = ''
		for (const {key, head} of fieldOrder(fields)) {
			const value = printed(fields[key], measurement.fields[key])
			if (value !== undefined) values += `${values === '' ? '' : ','}${head}${value}`
		}
		if (values === '') continue
		let series = escapeName(name)
		for (const {key, head} of tagOrder(tags)) {
			const value = tags[key] ?? ''
			if (value !== '') series += `,${head}${escapeKey(value)}`
		}
		yield `${series} ${values}${time === 'none' || timestamp === undefined ? '' : ` ${timestamp}`}\n`
	}
}

/** Keys with what stands before their values, which is the same for all points of a kind. */
const heads = (keys: readonly string[]) => keys.map(key => ({key, head: `${escapeKey(key)}=`}))

function printed(value: FieldValue | undefined, spec: FieldSpec | undefined): string | undefined {
	if (value === undefined) return undefined
	const type = spec !== undefined && 'value' in spec ? spec.value : undefined
	// Nearly all values; the way by bigint, below, prints the same and takes twice the time.
	if (type === 'int' && Number.isSafeInteger(value)) return `${value}i`
	const typed = toCatalogueType(value, spec)
	if (typeof typed === 'string') return `"${typed.replace(/["\\]/g, '\\$&')}"`
	if (typeof typed === 'bigint' && type !== 'float') return `${typed}i`
	return typed === undefined ? undefined : String(typed)
}

const escapeName = (text: string): string => (/[, ]/.test(text) ? text.replace(/[, ]/g, '\\$&') : text)
const escapeKey = (text: string): string => (/[,= ]/.test(text) ? text.replace(/[,= ]/g, '\\$&') : text)
