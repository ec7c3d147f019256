/**
 * JSON from devices, read without losing a digit: `JSON.parse` rounds integers above 2^53, and counters get there.
 * The accessors take whatever stands where something is expected, so that a device that answers nonsense yields nothing
 * instead of a crash or a wrong number.
 */
export type Json = null | boolean | bigint | number | string | readonly Json[] | JsonObject

export interface JsonObject {
	readonly [key: string]: Json | undefined
}

/** What may be read from an object: its value, or nothing. */
type Maybe = Json | undefined

/** Whole numbers become bigint, others number. Throws `SyntaxError`. */
export function parseJson(text: string): Json {
	try {
		return (JSON.parse as (text: string, reviver: ExactReviver) => Json)(text, exact)
	} catch (error) {
		// Nesting deeper than the stack.
		if (error instanceof RangeError) throw new SyntaxError('The JSON is nested too deeply')
		throw error
	}
}

/** TypeScript's own type lacks the third parameter (ECMAScript proposal "JSON.parse source text access"). */
type ExactReviver = (key: string, value: Json, context: {readonly source?: string}) => Json

function exact(_key: string, value: Json, {source}: {readonly source?: string}): Json {
	if (typeof value !== 'number' || source === undefined) return value
	return /^-?\d+$/.test(source) ? BigInt(source) : value
}

/** The object, or an empty one. */
export function object(value: Maybe): JsonObject {
	return isObject(value) ? value : {}
}

/** The elements of a list; of an object, which some servers send for an empty list, none. */
export function list(value: Maybe): readonly Json[] {
	return Array.isArray(value) ? (value as readonly Json[]) : []
}

/** The elements of a list that are objects. */
export function objects(value: Maybe): readonly JsonObject[] {
	return list(value).filter(isObject)
}

/** Text that is not blank. */
export function text(value: Maybe): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function flag(value: Maybe): boolean | undefined {
	return typeof value === 'boolean' ? value : undefined
}

export function integer(value: Maybe): bigint | undefined {
	return typeof value === 'bigint' ? value : undefined
}

/** A measured quantity, whole or not. */
export function number(value: Maybe): number | undefined {
	if (typeof value === 'bigint') return Number(value)
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Something that only grows: a whole number that is not negative. */
export function counter(value: Maybe): bigint | undefined {
	return typeof value === 'bigint' && value >= 0n ? value : undefined
}

/** A whole number, also one that is sent as text. */
export function numeral(value: Maybe): bigint | undefined {
	return typeof value === 'string' && /^\d{1,18}$/.test(value) ? BigInt(value) : integer(value)
}

function isObject(value: Maybe): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}
