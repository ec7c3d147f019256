/**
 * The exporters that a poll has met, numbered in the order in which it met them: what is found of them can then be kept in
 * lists, and each name is in memory once, however many collectors have it.
 */
export class Names {
	readonly #numbers = new Map<string, number>()
	readonly #keys: string[] = []

	get length(): number {
		return this.#keys.length
	}

	/** The number of an exporter by its key, which it gets here if it has none. */
	add(key: string): number {
		const known = this.#numbers.get(key)
		if (known !== undefined) return known
		const number = this.#keys.push(key) - 1
		this.#numbers.set(key, number)
		return number
	}

	find(key: string): number | undefined {
		return this.#numbers.get(key)
	}

	/** The key of the exporter with this number. */
	at(number: number): string {
		const key = this.#keys[number]
		if (key === undefined) throw new RangeError(`no exporter has the number ${number}`)
		return key
	}
}
