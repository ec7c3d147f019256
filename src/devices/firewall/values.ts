import {type Json, number, text} from '../../json.ts'

/** A counter, also one that is sent as text. */
export function counted(value: Json | undefined): bigint | undefined {
	if (typeof value === 'bigint') return value >= 0n ? value : undefined
	return typeof value === 'string' && /^\d{1,20}$/.test(value) ? BigInt(value) : undefined
}

/** A measured quantity: a number, or text with a unit behind it, as `5.3 ms`; `~` is none. */
export function measured(value: Json | undefined): number | undefined {
	if (typeof value !== 'string') return number(value)
	const match = /^(-?\d+(?:\.\d+)?)\s*(?:ms|%)?$/.exec(value.trim())
	return match === null ? undefined : Number(match[1])
}

/** An address without prefix length and zone; nothing for words in its place, and 0.0.0.0, which is none. */
export function address(value: Json | undefined): string | undefined {
	const bare = text(value)
		?.trim()
		.replace(/[/%].*$/s, '')
	const isAddress = bare !== undefined && /[.:]/.test(bare) && /^[\da-f.:]+$/i.test(bare)
	return isAddress && bare !== '0.0.0.0' && bare !== '::' ? bare : undefined
}

/** The address of an interface that others can reach, so none of the link alone. */
export function globalIpv6(value: Json | undefined): string | undefined {
	const found = address(value)
	return found === undefined || /^fe[89ab]/i.test(found) ? undefined : found
}

/** A state in lower case. */
export const word = (value: Json | undefined): string | undefined => text(value)?.trim().toLowerCase()
