import type {FileStat} from '../../../transports/ssh/types.ts'

/** What a file looked like when it was last read as a whole, and since when it has looked so. */
export interface Identity extends FileStat {
	/** Accounting time of the first poll that met it; undefined where it was too old from the start. */
	readonly seenAt: number | undefined
}

/** A file older than this is not believed when it is met for the first time, though clocks differ. */
const OLDEST = 86_400

/**
 * Takes in a whole file. Its time is compared with itself alone, since the collector's clock may be wrong. `at` is
 * accounting time, `wall` the wall clock.
 */
export function meet(
	file: FileStat,
	before: Identity | undefined,
	{at, wall, staleAfter}: {at: number; wall: number; staleAfter: number},
): {identity: Identity; isStale: boolean} {
	const {size, modified} = file
	const isSame = before !== undefined && before.size === size && before.modified === modified
	if (isSame) {
		const {seenAt} = before
		return {identity: before, isStale: seenAt === undefined || at - seenAt >= staleAfter}
	}
	const isTooOld = before === undefined && wall - modified > OLDEST
	return {identity: {size, modified, seenAt: isTooOld ? undefined : at}, isStale: isTooOld}
}
