import type {Parameters} from '../rules/parameters.ts'
import {keyOf} from './key.ts'
import type {Reading} from './parse.ts'
import {Sightings} from './sightings.ts'

/** A good read and the bit of its collector. */
export interface CollectorReading {
	readonly bit: number
	readonly reading: Reading
}

/** Puts together what the collectors say. */
export function merge(
	readings: Iterable<CollectorReading>,
	parameters: Pick<Parameters, 'quietGrace' | 'neverActive'>,
): Sightings {
	const sightings = new Sightings()
	for (const {bit, reading} of readings) {
		const {exporters, interfaces, bps: rates, maxBps, avgBps, lastActive: times} = reading
		const newest = newestOf(times)
		for (let row = 0; row < exporters.length; row++) {
			const bps = rates[row] ?? 0
			const lastActive = times[row] ?? Number.NaN
			const isQuiet =
				parameters.quietGrace > 0 && lastActive > 0 && newest - lastActive <= parameters.quietGrace
			sightings.add(keyOf(exporters[row] ?? '', interfaces[row]), {
				bit,
				bps,
				maxBps: maxBps[row] ?? Number.NaN,
				avgBps: avgBps[row] ?? Number.NaN,
				isUp: bps > 0 || isQuiet,
				isIgnored: parameters.neverActive === 'ignore' && lastActive === 0 && bps === 0,
			})
		}
	}
	return sightings
}

function newestOf(times: readonly number[]): number {
	let newest = 0
	for (const time of times) if (time > newest) newest = time
	return newest
}
