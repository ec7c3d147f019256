import type {Parameters} from '../rules/parameters.ts'
import type {Names} from './names.ts'
import type {Reading} from './parse.ts'
import {Sightings} from './sightings.ts'

/** A good read and the bit of its collector. */
export interface CollectorReading {
	readonly bit: number
	readonly reading: Reading
}

/** Puts together what the collectors say of the exporters that have a name. */
export function merge(
	names: Names,
	readings: Iterable<CollectorReading>,
	parameters: Pick<Parameters, 'quietGrace' | 'neverActive'>,
): Sightings {
	const sightings = new Sightings(names)
	for (const {bit, reading} of readings) {
		const {exporters, bps: rates, maxBps, avgBps, lastActive: times} = reading
		const newest = newestOf(times)
		for (let row = 0; row < exporters.length; row++) {
			const bps = rates.at(row)
			const lastActive = times.at(row)
			const isQuiet =
				parameters.quietGrace > 0 && lastActive > 0 && newest - lastActive <= parameters.quietGrace
			sightings.add(exporters.at(row), {
				bit,
				bps,
				maxBps: maxBps.at(row),
				avgBps: avgBps.at(row),
				isUp: bps > 0 || isQuiet,
				isIgnored: parameters.neverActive === 'ignore' && lastActive === 0 && bps === 0,
			})
		}
	}
	return sightings
}

function newestOf(times: Iterable<number>): number {
	let newest = 0
	for (const time of times) if (time > newest) newest = time
	return newest
}
