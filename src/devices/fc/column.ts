/** Numbers that are put into one piece of memory: 32 KiB. */
const SEGMENT = 4096

/**
 * A list of numbers that takes 8 bytes for each and grows without being copied: an array of 100 000 leaves twice its size to
 * the garbage collector on its way there, and makes it take more memory for what it has to move.
 */
export class Column implements Iterable<number> {
	readonly #segments: Float64Array[] = []
	#length = 0

	get length(): number {
		return this.#length
	}

	push(number: number): void {
		const place = this.#length++
		if (place % SEGMENT === 0) this.#segments.push(new Float64Array(SEGMENT))
		const segment = this.#segments[Math.floor(place / SEGMENT)]
		if (segment !== undefined) segment[place % SEGMENT] = number
	}

	/** NaN where nothing was put. */
	at(place: number): number {
		if (place >= this.#length) return Number.NaN
		return this.#segments[Math.floor(place / SEGMENT)]?.[place % SEGMENT] ?? Number.NaN
	}

	*[Symbol.iterator](): Generator<number> {
		for (let place = 0; place < this.#length; place++) yield this.at(place)
	}
}
