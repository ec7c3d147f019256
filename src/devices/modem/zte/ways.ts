import {list} from '../../../json.ts'
import type {DocumentKey} from '../../../state/index.ts'
import type {PollContext} from '../../device.ts'
import {canKeep, hasKept, type KeptContext, withKept} from '../../kept.ts'
import type {Way, Web} from './web.ts'

type WayContext = KeptContext & Pick<PollContext, 'source'>

/**
 * Which of the ways leads to the data differs by firmware, and each that is tried in vain costs two requests. So the one
 * that led there is kept for the next poll, where it is not the usual one.
 */
export async function knownWay({ways}: Web, context: WayContext): Promise<Way | undefined> {
	if (!(await hasKept(context))) return undefined
	const kept = list(await withKept(context, documents => documents.get(keyOf(context))))
	return ways.find(way => way.length === kept.length && way.every((page, index) => page === kept[index]))
}

export async function keepWay(way: Way, context: WayContext): Promise<void> {
	if (canKeep(context)) await withKept(context, documents => documents.set(keyOf(context), way))
}

const keyOf = ({source}: WayContext): DocumentKey => ({device: 'zte', source, key: 'way'})
