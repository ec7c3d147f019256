import {integer, type Json, number, object} from '../../json.ts'

/** A counter as it was last seen. */
export interface CounterMemory {
	readonly value: bigint
	/** What it was before it went back, while that may have been a slip of the device. */
	readonly high?: bigint
	/** How many more polls that may be. */
	readonly patience?: number
}

/** Polls after which a counter that went back is taken to have been reset. */
const PATIENCE = 3

/**
 * By how much a counter has grown. One that goes back was reset, which is no growth; if it soon stands above its old value
 * again, the device had slipped, and only what is above counts.
 */
export function grow(before: CounterMemory | undefined, now: bigint): {by: bigint; memory: CounterMemory} {
	if (before === undefined) return {by: 0n, memory: {value: now}}
	const {value, high = value, patience = 0} = before
	if (now < value) {
		return {
			by: 0n,
			memory: {value: now, high: patience > 0 && high > value ? high : value, patience: PATIENCE},
		}
	}
	if (patience === 0) return {by: now - value, memory: {value: now}}
	if (now >= high) return {by: now - high, memory: {value: now}}
	return {by: now - value, memory: {value: now, high, patience: patience - 1}}
}

/** Reads the memory of a counter as it was stored. */
export function readCounter(stored: Json | undefined): CounterMemory | undefined {
	const {value, high, patience} = object(stored)
	const known = integer(value)
	if (known === undefined) return undefined
	const before = integer(high)
	return before === undefined ? {value: known} : {value: known, high: before, patience: number(patience) ?? 0}
}
