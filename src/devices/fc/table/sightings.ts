import type {Sighting} from '../rules/judge.ts'

/** One row of a collector's table. */
export interface Sighted {
	/** Of the collector. */
	readonly bit: number
	readonly bps: number
	/** NaN where the table does not say it. */
	readonly maxBps: number
	readonly avgBps: number
	readonly isUp: boolean
	/** It never sent, and such are to be ignored. */
	readonly isIgnored: boolean
}

/**
 * What the good reads of a poll have of each exporter, together. Kept as a list per quantity, with a place per exporter: as
 * an object each, 100 000 of them would take 15 MiB more and keep the garbage collector busy.
 */
export class Sightings {
	readonly #places = new Map<string, number>()
	readonly keys: string[] = []
	readonly #bps: number[] = []
	readonly #maxBps: number[] = []
	readonly #avgBps: number[] = []
	readonly #seen: number[] = []
	readonly #listed: number[] = []
	readonly #positive: number[] = []

	/** How many exporters there are: their places are the numbers below. */
	get size(): number {
		return this.keys.length
	}

	placeOf(key: string): number | undefined {
		return this.#places.get(key)
	}

	/** Adds up what collectors say, and rows of one table that have the same key. */
	add(key: string, {bit, bps, maxBps, avgBps, isUp, isIgnored}: Sighted): void {
		let place = this.#places.get(key)
		if (place === undefined) {
			place = this.keys.length
			this.#places.set(key, place)
			this.keys.push(key)
			this.#bps.push(bps)
			this.#maxBps.push(maxBps)
			this.#avgBps.push(avgBps)
			this.#seen.push(bit)
			this.#listed.push(isIgnored ? 0 : bit)
			this.#positive.push(isUp ? bit : 0)
			return
		}
		this.#bps[place] = at(this.#bps, place) + bps
		this.#maxBps[place] = known(Math.max, at(this.#maxBps, place), maxBps)
		this.#avgBps[place] = known(sum, at(this.#avgBps, place), avgBps)
		this.#seen[place] = at(this.#seen, place) | bit
		if (!isIgnored) this.#listed[place] = at(this.#listed, place) | bit
		if (isUp) this.#positive[place] = at(this.#positive, place) | bit
	}

	/** What is found of an exporter; undefined where no collector has it. */
	find(key: string): Sighting | undefined {
		const place = this.#places.get(key)
		return place === undefined ? undefined : this.at(place)
	}

	/** What is found of the exporter at a place. */
	at(place: number): Sighting {
		const [maxBps, avgBps] = [at(this.#maxBps, place), at(this.#avgBps, place)]
		return {
			bps: at(this.#bps, place),
			maxBps: Number.isNaN(maxBps) ? undefined : maxBps,
			avgBps: Number.isNaN(avgBps) ? undefined : avgBps,
			seen: at(this.#seen, place),
			listed: at(this.#listed, place),
			positive: at(this.#positive, place),
		}
	}
}

/** Every place that is asked for has a value in every list. */
const at = (list: readonly number[], place: number): number => list[place] ?? Number.NaN

const sum = (a: number, b: number): number => a + b

/** Of two numbers together; of one alone where the other is NaN. */
function known(together: (a: number, b: number) => number, a: number, b: number): number {
	if (Number.isNaN(a)) return b
	return Number.isNaN(b) ? a : together(a, b)
}
