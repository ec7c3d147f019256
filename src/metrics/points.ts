import type {Point} from './model.ts'

/**
 * Points that are counted, and made one by one whenever they are read, the same each time: a poll may have 100 000 of them,
 * which is too much to be in memory at once. An array is such a list, too.
 */
export interface Points extends Iterable<Point> {
	readonly length: number
}

/** Several lists as one, with each point changed in the same way. */
export function joined(lists: readonly Points[], change: (point: Point) => Point): Points {
	return {
		length: lists.reduce((sum, {length}) => sum + length, 0),
		*[Symbol.iterator]() {
			for (const list of lists) for (const point of list) yield change(point)
		},
	}
}
