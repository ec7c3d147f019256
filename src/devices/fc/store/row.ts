import type {Assessment} from '../assess.ts'
import type {Verdict} from '../rules/judge.ts'
import type {Memory, State} from '../rules/memory.ts'

/** What is to be written of one exporter, kept small: at the first poll there may be 100 000 of them at once. */
export interface Writing {
	/** The id of its row, or its key where it has none yet. */
	readonly of: number | string
	/** Undefined where the row goes. */
	readonly row: readonly (string | number | null)[] | undefined
	/** What the poll has closed; undefined where it closed nothing. */
	readonly closed: Pick<Verdict, 'down' | 'unobserved' | 'change'> | undefined
}

export function writingOf({key, known, verdict, isForgotten}: Assessment, at: number): Writing {
	const {state, memory, down, unobserved, change} = verdict
	const hasClosed = down !== undefined || unobserved.length > 0 || change !== undefined
	return {
		of: known?.id ?? key,
		row: known !== undefined && isForgotten ? undefined : rowOf(state, memory, at),
		closed: hasClosed ? {down, unobserved, change} : undefined,
	}
}

/** Columns of an exporter's row, in the order of `rowOf`. */
export const COLUMNS = [
	'shown',
	'state',
	'definite_at',
	'first_definite',
	'since',
	'run_from',
	'ever_up',
	'zeros',
	'zero_at',
	'absent_since',
	'listed_at',
	'listed',
	'positive',
] as const

/** The row of an exporter, as it is written at a poll. */
export function rowOf(shown: State, memory: Memory, at: number): (string | number | null)[] {
	const unlessNow = (time: number) => (time === at ? null : time)
	return [
		shown,
		memory.state ?? null,
		memory.state === undefined ? null : unlessNow(memory.definiteAt),
		memory.firstDefinite,
		memory.since,
		memory.runFrom,
		memory.everUp ? 1 : 0,
		memory.zeros,
		memory.zeroAt,
		memory.absentSince ?? null,
		unlessNow(memory.listedAt),
		memory.listed,
		memory.positive,
	]
}

/** Whether a poll leaves nothing to write of an exporter: its row is as the poll before left it, and nothing has ended. */
export function isAsStored(
	{known, verdict, isForgotten}: Assessment,
	atBefore: number | undefined,
	at: number,
): boolean {
	if (known === undefined || atBefore === undefined || isForgotten) return false
	const {change, down, unobserved, state, memory} = verdict
	if (change !== undefined || down !== undefined || unobserved.length > 0) return false
	return known.shown === state && isSameRow(known.memory, atBefore, memory, at)
}

/** The same as comparing two rows of `rowOf`, without making them: it is asked for every exporter of a poll. */
function isSameRow(before: Memory, atBefore: number, after: Memory, at: number): boolean {
	const isSameTime = (a: number, b: number) => (a === atBefore ? b === at : b !== at && a === b)
	return (
		before.state === after.state &&
		(after.state === undefined || isSameTime(before.definiteAt, after.definiteAt)) &&
		isSameTime(before.listedAt, after.listedAt) &&
		before.listed === after.listed &&
		before.positive === after.positive &&
		before.firstDefinite === after.firstDefinite &&
		before.since === after.since &&
		before.runFrom === after.runFrom &&
		before.everUp === after.everUp &&
		before.zeros === after.zeros &&
		before.zeroAt === after.zeroAt &&
		before.absentSince === after.absentSince
	)
}
