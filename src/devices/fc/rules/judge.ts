import {type Interval, without} from './interval.ts'
import {type Memory, type State, unseen} from './memory.ts'
import {type Change, observe} from './observe.ts'
import type {Parameters} from './parameters.ts'
import {type Found, type Reads, stateOf} from './state.ts'

/** One exporter as the good reads of a poll have it, together. */
export interface Sighting extends Found {
	/** Bits per second, the sum over the collectors. */
	readonly bps: number
	readonly maxBps: number | undefined
	readonly avgBps: number | undefined
	/** The collectors that have it in their files, also as one that never sent and is to be ignored: a bit for each. */
	readonly seen: number
}

/** The circumstances of a poll, in seconds of accounting time. */
export interface Circumstances {
	readonly at: number
	readonly reads: Reads
	/** When no polls were made, this hole included. */
	readonly pauses: readonly Interval[]
	readonly parameters: Parameters
}

/** What a poll says of one exporter. */
export interface Verdict {
	/** Undefined for one that is seen for the first time. */
	readonly before: Memory | undefined
	readonly memory: Memory
	readonly state: State
	readonly sighting: Sighting | undefined
	readonly change: Change | undefined
	/** Down time that is over with this poll. */
	readonly down: Interval | undefined
	/** Unobserved time that is over with this poll and is no pause. */
	readonly unobserved: readonly Interval[]
}

/** The hole that this poll ends, if it comes so late that nothing observed at the one before held until now. */
export function pauseOf(before: number | undefined, at: number, {maxGap}: Parameters): Interval | undefined {
	return before !== undefined && at - before > maxGap ? {from: before + maxGap, to: at} : undefined
}

/** Judges an exporter that is known (`before`), found or both. */
export function judge(
	before: Memory | undefined,
	sighting: Sighting | undefined,
	{at, reads, pauses, parameters}: Circumstances,
): Verdict {
	const known = before ?? unseen
	const listed = sighting?.listed ?? 0
	const positive = sighting?.positive ?? 0
	const kept = {
		...known,
		listed: (known.listed & ~reads.ok) | listed,
		positive: (known.positive & ~reads.ok) | positive,
		listedAt: sighting === undefined ? known.listedAt : at,
	}
	const step = observe(kept, stateOf(known, sighting, reads), at, parameters)
	const isIgnored = sighting !== undefined && listed === 0
	const wasNeverThere = isIgnored && known.state === undefined
	return {
		before,
		memory: wasNeverThere ? {...step.memory, absentSince: undefined} : step.memory,
		state: step.state,
		sighting,
		change: step.change,
		down: step.down,
		unobserved: step.hole === undefined ? [] : without(step.hole, pauses),
	}
}

/** Whether nothing is left to say of an exporter that no collector has listed for a month. */
export function isForgotten(
	memory: Memory,
	pastDown: number,
	at: number,
	{month, maxGap}: Parameters,
): boolean {
	const openDown = memory.state === 'down' && memory.definiteAt + maxGap > at - month
	return at - memory.listedAt >= month && pastDown === 0 && !openDown
}
