import {type Interval, without} from './interval.ts'
import {type Memory, type State, unseen} from './memory.ts'
import {type Change, observe} from './observe.ts'
import type {Parameters} from './parameters.ts'
import {type Found, type Reads, stateOf} from './state.ts'

/** One exporter as the good reads of a poll have it, together. */
export interface Sighting extends Found {
	readonly exporter: string
	readonly interface: string | undefined
	/** Bits per second, the sum over the collectors. */
	readonly bps: number
	readonly maxBps: number | undefined
	readonly avgBps: number | undefined
	/** How many collectors have it in their files, and a bit for each of them. */
	readonly collectors: number
	readonly seen: number
	/** It stands in a file, but only as one that never sent and is to be ignored. */
	readonly isIgnored: boolean
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
	readonly key: string
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

/** Judges every exporter that is known or found, in no order. */
export function* judge(
	memories: ReadonlyMap<string, Memory>,
	sightings: ReadonlyMap<string, Sighting>,
	circumstances: Circumstances,
): Generator<Verdict> {
	for (const [key, memory] of memories) yield judgeOne(key, memory, sightings.get(key), circumstances)
	for (const [key, sighting] of sightings) {
		if (!memories.has(key)) yield judgeOne(key, undefined, sighting, circumstances)
	}
}

function judgeOne(
	key: string,
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
	const wasNeverThere = sighting?.isIgnored === true && known.state === undefined
	return {
		key,
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
