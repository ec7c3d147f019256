import type {Assessment} from './assess.ts'
import {Column} from './column.ts'
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

const STATES: readonly State[] = ['up', 'down', 'unknown', 'absent']
const STATE = 3
const WENT_DOWN = 4
const CAME_UP = 8

/** All that a poll has to print of its exporters. Like `Sightings`, it keeps a list per value and not an object each. */
export class Findings implements Iterable<Finding> {
	readonly #sightings: Sightings
	/** In the `Names` of the poll. */
	readonly #numbers = new Column()
	/** Place in `STATES`, and bits. */
	readonly #marks = new Column()
	/** NaN where there is none. */
	readonly #since = new Column()
	readonly #down = new Column()
	readonly #unobserved = new Column()
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
		return this.#numbers.length
	}

	get totals(): Totals {
		return this.#totals
	}

	add({key, number, verdict: {state, memory}, account, news}: Assessment): void {
		this.#numbers.push(number ?? this.#sightings.names.add(key))
		const mark = STATES.indexOf(state) | (news.wentDown ? WENT_DOWN : 0) | (news.cameUp ? CAME_UP : 0)
		this.#marks.push(mark)
		this.#since.push(memory.state === undefined ? Number.NaN : memory.since)
		this.#down.push(account.down)
		this.#unobserved.push(account.unobserved)

		const totals = this.#totals
		totals.states[state]++
		totals.down += account.down
		totals.unobserved += account.unobserved
		if (news.wentDown) totals.wentDown++
		if (news.cameUp) totals.cameUp++
		if (news.vanished) totals.vanished++
	}

	*[Symbol.iterator](): Generator<Finding> {
		for (let place = 0; place < this.length; place++) {
			const number = this.#numbers.at(place)
			const mark = this.#marks.at(place)
			const since = this.#since.at(place)
			yield {
				key: this.#sightings.names.at(number),
				state: STATES[mark & STATE] ?? 'unknown',
				since: Number.isNaN(since) ? undefined : since,
				down: this.#down.at(place),
				unobserved: this.#unobserved.at(place),
				wentDown: (mark & WENT_DOWN) !== 0,
				cameUp: (mark & CAME_UP) !== 0,
				sighting: this.#sightings.at(number),
			}
		}
	}
}
