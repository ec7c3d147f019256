import type {Assessment} from './assess.ts'
import type {Account} from './rules/account.ts'
import type {Sighting} from './rules/judge.ts'
import type {State} from './rules/memory.ts'
import type {News} from './rules/window.ts'
import type {Sightings} from './table/sightings.ts'

/** What is printed of one exporter. */
export interface Finding extends Account, Pick<News, 'wentDown' | 'cameUp'> {
	readonly key: string
	readonly state: State
	/** Accounting time; undefined where it was never up nor down. */
	readonly since: number | undefined
	readonly sighting: Sighting | undefined
}

/** What is printed of all exporters together; `down` and `unobserved` are sums. */
export interface Totals extends Account {
	readonly states: Readonly<Record<State, number>>
	readonly wentDown: number
	readonly cameUp: number
	readonly vanished: number
}

const WENT_DOWN = 1
const CAME_UP = 2

/** All that a poll has to print of its exporters. Like `Sightings`, it keeps a list per value and not an object each. */
export class Findings implements Iterable<Finding> {
	readonly #sightings: Sightings
	readonly #keys: string[] = []
	readonly #states: State[] = []
	/** NaN where there is none. */
	readonly #since: number[] = []
	readonly #down: number[] = []
	readonly #unobserved: number[] = []
	readonly #news: number[] = []
	readonly #totals = {
		states: {up: 0, down: 0, unknown: 0, absent: 0},
		wentDown: 0,
		cameUp: 0,
		vanished: 0,
		down: 0,
		unobserved: 0,
	}

	constructor(sightings: Sightings) {
		this.#sightings = sightings
	}

	get length(): number {
		return this.#keys.length
	}

	get totals(): Totals {
		return this.#totals
	}

	add({key, verdict: {state, memory}, account, news}: Assessment): void {
		this.#keys.push(key)
		this.#states.push(state)
		this.#since.push(memory.state === undefined ? Number.NaN : memory.since)
		this.#down.push(account.down)
		this.#unobserved.push(account.unobserved)
		this.#news.push((news.wentDown ? WENT_DOWN : 0) | (news.cameUp ? CAME_UP : 0))

		const totals = this.#totals
		totals.states[state]++
		totals.down += account.down
		totals.unobserved += account.unobserved
		if (news.wentDown) totals.wentDown++
		if (news.cameUp) totals.cameUp++
		if (news.vanished) totals.vanished++
	}

	*[Symbol.iterator](): Generator<Finding> {
		for (const [index, key] of this.#keys.entries()) {
			const since = this.#since[index] ?? Number.NaN
			const news = this.#news[index] ?? 0
			yield {
				key,
				state: this.#states[index] ?? 'unknown',
				since: Number.isNaN(since) ? undefined : since,
				down: this.#down[index] ?? 0,
				unobserved: this.#unobserved[index] ?? 0,
				wentDown: (news & WENT_DOWN) !== 0,
				cameUp: (news & CAME_UP) !== 0,
				sighting: this.#sightings.find(key),
			}
		}
	}
}
