import type {FieldValue, Point} from './model.ts'

const INT64_MAX = 2n ** 63n - 1n
const INT64_MIN = -(2n ** 63n)
/** Longest tag value in characters, longest text field in UTF-8 bytes: far below every consumer's limit. */
const TAG_LENGTH = 256
const TEXT_BYTES = 4096

/**
 * Makes a point printable in every format, so that all formats show the same text: foreign text becomes one well-formed
 * line without control characters; a tag without value goes; a number that no consumer can hold goes (NaN, infinity,
 * integers outside int64, which are typically a device's -1 read as unsigned) and is reported through `onDropped`.
 */
export function tidy(point: Point, onDropped: (reason: string) => void = () => {}): Point {
	if (isTidy(point)) return point
	const tags: Record<string, string> = {}
	for (const [key, value] of Object.entries(point.tags)) {
		const text = tidyTag(value)
		if (text !== '') tags[key] = text
	}
	const fields: Record<string, FieldValue> = {}
	for (const [key, value] of Object.entries(point.fields)) {
		if (isPrintable(value)) fields[key] = typeof value === 'string' ? tidyText(value) : value
		else onDropped(`${point.measurement.name} ${key}=${value} is outside of what can be stored`)
	}
	return {...point, tags, fields}
}

/** Whether nothing would change, which is so for nearly every point: a poll may have 100 000 of them. */
function isTidy({tags, fields}: Point): boolean {
	for (const key in tags) {
		const value = tags[key]
		if (value === undefined || !PLAIN.test(value)) return false
	}
	for (const key in fields) {
		const value = fields[key]
		if (typeof value === 'string' ? !PLAIN.test(value) : value === undefined || !isPrintable(value))
			return false
	}
	return true
}

/** Short text without anything that would have to be looked at. */
const PLAIN = /^[A-Za-z0-9_.:-]{1,64}$/

/** Text on one line: well-formed, every run of control characters one space, at most 4 KiB. */
export function tidyText(text: string): string {
	const line = oneLine(text)
	if (Buffer.byteLength(line) <= TEXT_BYTES) return line
	// A cut in the middle of a character leaves U+FFFD at the end.
	return Buffer.from(line).subarray(0, TEXT_BYTES).toString().replace(/�+$/u, '')
}

/** A tag value: as text, and without blanks at its ends or backslashes at its end (line protocol cannot write those). */
export function tidyTag(text: string): string {
	const value = oneLine(text)
		.trim()
		.replace(/[\\\s]+$/u, '')
	if (value.length <= TAG_LENGTH) return value
	return [...value]
		.slice(0, TAG_LENGTH)
		.join('')
		.replace(/[\\\s]+$/u, '')
}

function oneLine(text: string): string {
	return text.toWellFormed().replace(/[\u0000-\u001f\u007f]+/gu, ' ')
}

function isPrintable(value: FieldValue): boolean {
	if (typeof value === 'number') return Number.isFinite(value)
	if (typeof value === 'bigint') return value >= INT64_MIN && value <= INT64_MAX
	return true
}
