import type {Interval} from './interval.ts'
import type {Definite, Memory, State} from './memory.ts'
import type {Parameters} from './parameters.ts'

/** Two definite observations that differ; the time is that of the second. */
export interface Change {
	readonly at: number
	readonly to: Definite
	/** The observations are so far apart that the true moment may lie anywhere between them. */
	readonly uncertain: boolean
	/** Seconds in the state before. */
	readonly lasted: number
}

/** What one poll does to the memory of one exporter. */
export interface Step {
	readonly memory: Memory
	/** The state to show: not yet down while the zeros are too few. */
	readonly state: State
	readonly change?: Change
	/** Down time that is over. */
	readonly down?: Interval
	/** Time between this definite observation and the one before in which no state is known to have held. */
	readonly hole?: Interval
}

/** Takes in the state of an exporter at a time. */
export function observe(before: Memory, seen: State, at: number, parameters: Parameters): Step {
	const {memory, state} = settle(before, seen, at, parameters)
	if (state === 'absent') return {state, memory: {...memory, absentSince: memory.absentSince ?? at}}
	if (state === 'unknown') return {state, memory}

	const after = {
		...memory,
		state,
		definiteAt: at,
		absentSince: undefined,
		everUp: memory.everUp || state === 'up',
	}
	if (memory.state === undefined)
		return {state, memory: {...after, firstDefinite: at, since: at, runFrom: at}}

	const heldUntil = Math.min(at, memory.definiteAt + parameters.maxGap)
	const isHole = heldUntil < at
	const isChange = memory.state !== state
	const isOver = memory.state === 'down' && (isHole || isChange)
	return {
		state,
		memory: {
			...after,
			since: isChange ? at : memory.since,
			runFrom: isOver || isChange ? at : memory.runFrom,
		},
		...(isChange && {change: {at, to: state, uncertain: isHole, lasted: at - memory.since}}),
		...(isOver && heldUntil > memory.runFrom && {down: {from: memory.runFrom, to: heldUntil}}),
		...(isHole && {hole: {from: heldUntil, to: at}}),
	}
}

/** Counts zeros until they are enough; a poll repeated in the same second is no further zero. */
function settle(
	memory: Memory,
	seen: State,
	at: number,
	{downAfter}: Parameters,
): {memory: Memory; state: State} {
	if (seen === 'up')
		return {state: seen, memory: memory.zeros === 0 ? memory : {...memory, zeros: 0, zeroAt: 0}}
	if (seen !== 'down' || memory.state === 'down' || downAfter === 1) return {state: seen, memory}
	const zeros = memory.zeros === 0 || at > memory.zeroAt ? memory.zeros + 1 : memory.zeros
	if (zeros >= downAfter) return {state: 'down', memory: {...memory, zeros: 0, zeroAt: 0}}
	return {state: memory.state ?? 'unknown', memory: {...memory, zeros, zeroAt: at}}
}
