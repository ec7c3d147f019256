import type {Sighting} from '../rules/judge.ts'
import type {Names} from './names.ts'

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
 * What the good reads of a poll have of each exporter, together. Kept as a list per quantity, with the numbers of `Names` as
 * places: as an object each, 100 000 of them would take 15 MiB more and keep the garbage collector busy.
 */
export class Sightings {
	readonly names: Names
	readonly #bps: Float64Array
	readonly #maxBps: Float64Array
	readonly #avgBps: Float64Array
	readonly #seen: Int32Array
	readonly #listed: Int32Array
	readonly #positive: Int32Array

	/** `names`: all that will be added. */
	constructor(names: Names) {
		const {length} = names
		this.names = names
		this.#bps = new Float64Array(length)
		this.#maxBps = new Float64Array(length).fill(Number.NaN)
		this.#avgBps = new Float64Array(length).fill(Number.NaN)
		this.#seen = new Int32Array(length)
		this.#listed = new Int32Array(length)
		this.#positive = new Int32Array(length)
	}

	/** Adds up what collectors say, and rows of one table that have the same key. */
	add(number: number, {bit, bps, maxBps, avgBps, isUp, isIgnored}: Sighted): void {
		this.#bps[number] = value(this.#bps, number) + bps
		this.#maxBps[number] = together(Math.max, value(this.#maxBps, number), maxBps)
		this.#avgBps[number] = together(sum, value(this.#avgBps, number), avgBps)
		this.#seen[number] = value(this.#seen, number) | bit
		if (!isIgnored) this.#listed[number] = value(this.#listed, number) | bit
		if (isUp) this.#positive[number] = value(this.#positive, number) | bit
	}

	/** What is found of the exporter with this number; undefined where no collector has it. */
	at(number: number | undefined): Sighting | undefined {
		if (number === undefined || value(this.#seen, number) === 0) return undefined
		const [maxBps, avgBps] = [value(this.#maxBps, number), value(this.#avgBps, number)]
		return {
			bps: value(this.#bps, number),
			maxBps: Number.isNaN(maxBps) ? undefined : maxBps,
			avgBps: Number.isNaN(avgBps) ? undefined : avgBps,
			seen: value(this.#seen, number),
			listed: value(this.#listed, number),
			positive: value(this.#positive, number),
		}
	}
}

/** Every number that is asked for has its place in every list. */
const value = (list: Float64Array | Int32Array, place: number): number => list[place] ?? 0

const sum = (a: number, b: number): number => a + b

/** Of two numbers what they are together, of one alone where the other is NaN. */
function together(both: (a: number, b: number) => number, a: number, b: number): number {
	if (Number.isNaN(a)) return b
	return Number.isNaN(b) ? a : both(a, b)
}
