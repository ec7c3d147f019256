import {duration} from '../config/values.ts'
import {UsageError} from '../errors.ts'

/** So many of a counter within a time are a burst. */
export interface Limit {
	/** Name of the field, as `crc_errors`. */
	readonly counter: string
	readonly count: bigint
	readonly windowMs: number
}

/** Reads `crc_errors=150/5m`. A count of 0 turns the counter off. */
export function limit(text: string): Limit {
	const [, counter, count, window] = /^([a-z][a-z0-9_]*)=(\d{1,18})\/(.+)$/.exec(text.trim()) ?? []
	if (counter === undefined || count === undefined || window === undefined) {
		throw new UsageError(`"${text}" is no limit: use counter=count/time, as in crc_errors=150/5m`)
	}
	return {counter, count: BigInt(count), windowMs: duration(window)}
}

/**
 * Where nothing else is configured. 30 CRC errors or 5 errored seconds a minute are felt by whoever uses the line; a severely
 * errored second is an outage of its own. A working interface has no errors at all.
 */
const DEFAULTS = [
	'crc_errors=150/5m',
	'errored_seconds=25/5m',
	'severely_errored_seconds=5/15m',
	'rx_errors=100/5m',
	'tx_errors=100/5m',
] as const

/** The limits that hold: what is configured in the place of the default of the same counter, without those turned off. */
export function limitsOf(configured: readonly Limit[]): readonly Limit[] {
	const all = new Map([...DEFAULTS.map(limit), ...configured].map(one => [one.counter, one]))
	return [...all.values()].filter(({count}) => count > 0n)
}
