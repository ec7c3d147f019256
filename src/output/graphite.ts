import type {Point} from '../metrics/model.ts'
import type {EncodeOptions} from './index.ts'
import {printableFields, sorted} from './value.ts'

const NANOSECONDS = 1_000_000_000n

/**
 * Graphite's plaintext protocol with tags: `measurement.field;tag=value value seconds`, one line per number; text has no
 * place in it. A line needs a time, so `--timestamp none` prints -1, for which Carbon takes the time of arrival.
 */
export function* encodeGraphite(points: Iterable<Point>, {timestamp}: EncodeOptions = {}): Generator<string> {
	for (const point of points) yield lines(point, timestamp !== 'none')
}

function lines({measurement, tags, fields, timestamp}: Point, withTime: boolean): string {
	const time = withTime && timestamp !== undefined ? timestamp / NANOSECONDS : -1n
	const series = cleanTags(tags).map(([key, value]) => `;${key}=${value}`)
	return printableFields(fields, measurement.fields)
		.filter(([, value]) => typeof value !== 'string')
		.map(([key, value]) => {
			const path = `${clean(measurement.name)}.${clean(key)}${series.join('')}`
			return `${path} ${typeof value === 'boolean' ? Number(value) : value} ${time}\n`
		})
		.join('')
}

/** As Carbon reads them: a tag may stand once, and `name` is its own word for the path. */
function cleanTags(tags: Readonly<Record<string, string>>): [key: string, value: string][] {
	const result: Record<string, string> = {}
	for (const [key, value] of sorted(tags)) {
		const name = key === 'name' ? 'tag_name' : clean(key)
		const text = cleanValue(value)
		if (text !== '') result[name] ??= text
	}
	return sorted(result)
}

/** Metric and tag names: Carbon forbids `;!^=` and splits at blanks and dots, the readers of its functions at more. */
const clean = (name: string): string => name.replace(/[^A-Za-z0-9_-]/g, '_')

/** Tag values: anything but `;`, blanks and control characters (Python's split takes more of them than ASCII), no `~` first. */
const cleanValue = (value: string): string =>
	value
		.trim()
		.toWellFormed()
		.replace(/[;\s\u0000-\u001f\u007f-\u009f]+/gu, '_')
		.replace(/^~+/, '')
