import {type Interval, lengthWithin, without} from './interval.ts'
import type {Memory} from './memory.ts'
import type {Parameters} from './parameters.ts'

/** Seconds of the last month that are over: down, and without a state that held. */
export interface Account {
	readonly down: number
	readonly unobserved: number
}

export const nothing: Account = {down: 0, unobserved: 0}

/**
 * Down time and unobserved time of an exporter in the month that ends `at`: what is over (`past`) and what is open.
 * `pauses` are the holes of all exporters alike, when no poll was made; they stand in no `past`.
 */
export function settleAccount(
	memory: Memory,
	past: Account,
	at: number,
	pauses: readonly Interval[],
	{month, maxGap}: Parameters,
): Account {
	if (memory.state === undefined) return nothing
	const isQuiet = past === nothing && memory.state === 'up' && memory.definiteAt === at && pauses.length === 0
	if (isQuiet) return nothing
	const start = at - month
	const heldUntil = Math.min(at, memory.definiteAt + maxGap)
	const open = memory.state === 'down' ? lengthWithin({from: memory.runFrom, to: heldUntil}, start, at) : 0
	const paused = pauses.filter(pause => pause.from >= memory.firstDefinite)
	const unobserved = [...paused, ...(heldUntil < at ? without({from: heldUntil, to: at}, paused) : [])]
	return {
		down: past.down + open,
		unobserved: unobserved.reduce((sum, one) => sum + lengthWithin(one, start, at), past.unobserved),
	}
}
