/** A stretch of time, from the first to the last second. */
export interface Interval {
	readonly from: number
	readonly to: number
}

/** The length of what lies between two times. */
export const lengthWithin = ({from, to}: Interval, start: number, end: number): number =>
	Math.max(0, Math.min(to, end) - Math.max(from, start))

/** What is left of an interval without the others, which are in order and do not overlap. */
export function without({from, to}: Interval, others: readonly Interval[]): Interval[] {
	const left: Interval[] = []
	let at = from
	for (const other of others) {
		if (other.to <= at || other.from >= to) continue
		if (other.from > at) left.push({from: at, to: other.from})
		at = other.to
	}
	if (at < to) left.push({from: at, to})
	return left
}
