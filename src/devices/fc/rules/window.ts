import type {Memory, State} from './memory.ts'
import type {Change} from './observe.ts'
import type {Parameters} from './parameters.ts'

/** Whether something that happened at a time is still listed as new. Half open: not any more when the window has passed. */
export const isNew = (time: number, at: number, {window}: Parameters): boolean => time > at - window

/** What the lists of the last window say of one exporter; it may be in both of the first two. */
export interface News {
	readonly wentDown: boolean
	readonly cameUp: boolean
	readonly vanished: boolean
}

const NONE: News = {wentDown: false, cameUp: false, vanished: false}

export function newsOf(
	state: State,
	memory: Memory,
	changes: readonly Pick<Change, 'at' | 'to'>[],
	at: number,
	parameters: Parameters,
): News {
	if (changes.length === 0 && memory.absentSince === undefined) return NONE
	const listed = (to: Change['to']) => changes.some(one => one.to === to && isNew(one.at, at, parameters))
	return {
		wentDown: listed('down'),
		cameUp: listed('up'),
		vanished:
			state === 'absent' && memory.absentSince !== undefined && isNew(memory.absentSince, at, parameters),
	}
}
