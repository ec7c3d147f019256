/**
 * The model of everything linestat prints: measurements (the catalogue) and points (what a poll found).
 * Encoders know this file and no device; devices know this file and no encoder.
 */

/** A number. Counters only grow until the device resets them; a flag is yes or no, printed as 1 or 0. */
export interface NumberField {
	readonly type: 'counter' | 'gauge'
	readonly value: 'int' | 'float' | 'flag'
	/** One sentence: what is counted, in which unit, in the words of the field. Becomes Prometheus HELP. */
	readonly help: string
	/** Only where the name's suffix does not say it (`metrics/names.ts`). */
	readonly unit?: string
}

/** Text. `info` is a state or identity and becomes a label in Prometheus; `text` is free text and does not. */
export interface TextField {
	readonly type: 'info' | 'text'
	readonly help: string
}

export type FieldSpec = NumberField | TextField

/** One entry of the catalogue: a noun of the domain, the tags that say what is measured, the fields that say how much. */
export interface Measurement {
	readonly name: string
	readonly help: string
	/** Tag name to one sentence about it. */
	readonly tags: Readonly<Record<string, string>>
	readonly fields: Readonly<Record<string, FieldSpec>>
}

/** What the printed formats can hold. Counters are bigint from the device to the output. */
export type FieldValue = bigint | number | boolean | string

/** A counter whose users store floats still holds every digit, so it may be bigint. */
type ValueOf<F extends FieldSpec> = F extends {value: 'float'; type: 'counter'}
	? bigint | number
	: F extends {value: 'float'}
		? number
		: F extends {value: 'flag'}
			? boolean
			: F extends {type: 'counter'}
				? bigint
				: F extends {value: 'int'}
					? bigint | number
					: string

/** The record of one measurement: every field optional, because what a device does not say is absent. */
export type FieldsOf<M extends Measurement> = {
	-readonly [K in keyof M['fields']]?: ValueOf<M['fields'][K]> | undefined
}

export type TagsOf<M extends Measurement> = {-readonly [K in keyof M['tags']]?: string | undefined}

/** One thing measured at one instant. */
export interface Point {
	readonly measurement: Measurement
	readonly tags: Readonly<Record<string, string>>
	readonly fields: Readonly<Record<string, FieldValue>>
	/** Nanoseconds since 1970, set by the frame: all points of one poll carry the same. Undefined: not printed. */
	readonly timestamp?: bigint | undefined
}

/** Makes a point; tags and fields that are undefined are left out. The compiler checks names and types. */
export function point<const M extends Measurement>(
	measurement: M,
	tags: TagsOf<M>,
	fields: FieldsOf<M>,
): Point {
	return {measurement, tags: present<string>(tags), fields: present<FieldValue>(fields)}
}

function present<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> {
	const result: Record<string, T> = {}
	for (const key in record) {
		const value = record[key]
		if (value !== undefined) result[key] = value
	}
	return result
}
