import type {FieldValue, Point} from '../metrics/model.ts'
import type {EncodeOptions} from './index.ts'
import {printableFields, sorted} from './value.ts'

const NANOSECONDS = 1_000_000_000n

/**
 * The batch layout of Telegraf's JSON serializer. The time is in whole seconds, which is Telegraf's default and what its
 * readers are set to; `--timestamp ns` keeps all of it (there `json_timestamp_units = "1ns"`), `none` leaves it out.
 * Integers are printed with all digits, as JSON allows; JSON.stringify knows no bigint, so the layout is put together here.
 */
export function* encodeJson(points: Iterable<Point>, {timestamp}: EncodeOptions = {}): Generator<string> {
	yield '{"metrics":['
	let comma = ''
	for (const point of points) {
		const fields = printableFields(point.fields, point.measurement.fields)
		if (fields.length === 0) continue
		const members: [string, string][] = [
			['fields', object(fields)],
			['name', JSON.stringify(point.measurement.name)],
			['tags', object(sorted(point.tags))],
		]
		const time = timestamp === 'none' ? undefined : point.timestamp
		if (time !== undefined) members.push(['timestamp', `${timestamp === 'ns' ? time : time / NANOSECONDS}`])
		yield `${comma}{${members.map(([key, json]) => `"${key}":${json}`).join(',')}}`
		comma = ','
	}
	yield ']}\n'
}

function object(entries: readonly (readonly [key: string, value: FieldValue, ...unknown[]])[]): string {
	const members = entries.map(
		([key, value]) =>
			`${JSON.stringify(key)}:${typeof value === 'bigint' ? `${value}` : JSON.stringify(value)}`,
	)
	return `{${members.join(',')}}`
}
