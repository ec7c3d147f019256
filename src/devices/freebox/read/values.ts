import {flag, type Json, number, numeral, text} from '../../../json.ts'

/** Conversions of the API's values into what the old names carry. Nothing becomes nothing, never a stand-in. */

/** Yes and no as 1 and 0. */
export function bit(value: Json | undefined): number | undefined {
	const is = flag(value)
	return is === undefined ? undefined : Number(is)
}

/** 1 for the word, 0 for any other. */
export function bitIf(value: Json | undefined, word: string): number | undefined {
	const given = text(value)
	return given === undefined ? undefined : Number(given === word)
}

/** A code for a word. */
export function code(
	value: Json | undefined,
	codes: Readonly<Record<string, number>>,
	other: number,
): number | undefined {
	const word = text(value)
	if (word === undefined) return undefined
	return Object.hasOwn(codes, word) ? codes[word] : other
}

/** A quantity that cannot be negative: rates, sizes, durations. The box writes -1 for what it does not know. */
export function amount(value: Json | undefined): number | undefined {
	const given = number(value)
	return given === undefined || given < 0 ? undefined : given
}

/** Unix seconds; 0 is the box's word for never. */
export function instant(value: Json | undefined): number | undefined {
	const given = amount(value)
	return given === 0 ? undefined : given
}

/** Bytes per second as bits per second. */
export function bitsPerSecond(value: Json | undefined): bigint | undefined {
	return typeof value === 'bigint' && value >= 0n ? value * 8n : undefined
}

/** Percent as a share, 0 to 1. */
export function ratioOfPercent(value: Json | undefined): number | undefined {
	const percent = amount(value)
	return percent === undefined || percent > 100 ? undefined : percent / 100
}

/** What names a thing: text, or a number as text. */
export function identity(value: Json | undefined): string | undefined {
	return typeof value === 'string' ? text(value) : numeral(value)?.toString()
}

/** A path of the API: base64 of UTF-8. Nothing where it is neither. */
export function path(value: Json | undefined): string | undefined {
	const encoded = text(value)
	if (encoded === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined
	const decoded = Buffer.from(encoded, 'base64').toString()
	return decoded.includes('\ufffd') ? undefined : text(decoded)
}
