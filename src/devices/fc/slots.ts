import {UsageError} from '../../errors.ts'
import type {Collector} from './collector.ts'
import type {KnownCollector} from './store/site.ts'

/** A number of 32 bits holds one per collector. */
const MOST = 30

/** Gives each collector a bit: the one it had, or one that is free. `removed`: the bits of those that are gone. */
export function assignBits(
	collectors: readonly Collector[],
	known: readonly KnownCollector[],
): {bits: ReadonlyMap<string, number>; removed: number} {
	if (collectors.length > MOST) {
		throw new UsageError(`${collectors.length} collectors are more than the ${MOST} that one poll can take`, {
			hint: 'Poll them in several sets, each with its own --site',
		})
	}
	const names = new Set(collectors.map(({name}) => name))
	const kept = known.filter(({name}) => names.has(name))
	const bits = new Map(kept.map(({name, bit}) => [name, bit]))
	const removed = known.filter(({name}) => !names.has(name)).reduce((mask, {bit}) => mask | bit, 0)
	const free = Array.from({length: MOST}, (_, index) => 1 << index).filter(
		bit => !kept.some(one => one.bit === bit),
	)
	for (const {name} of collectors) {
		const bit = bits.has(name) ? undefined : free.shift()
		if (bit !== undefined) bits.set(name, bit)
	}
	return {bits, removed}
}
