import {type Account, nothing, settleAccount} from '../../../../src/devices/fc/rules/account.ts'
import {type Interval, lengthWithin} from '../../../../src/devices/fc/rules/interval.ts'
import {judge, pauseOf, type Sighting} from '../../../../src/devices/fc/rules/judge.ts'
import type {Memory, State} from '../../../../src/devices/fc/rules/memory.ts'
import type {Change} from '../../../../src/devices/fc/rules/observe.ts'
import {DEFAULTS, type Parameters} from '../../../../src/devices/fc/rules/parameters.ts'
import {newsOf} from '../../../../src/devices/fc/rules/window.ts'

/** What each collector's file says, exporter to bits per second; undefined where it could not be read. */
export type Files = readonly (Readonly<Record<string, number>> | undefined)[]

export interface Answer {
	readonly state: State
	readonly bps: number | undefined
	readonly down: number
	readonly unobserved: number
	readonly since: number | undefined
	/** `D`: went down, `U`: came up, `V`: vanished. */
	readonly news: string
	readonly change: Change | undefined
}

/** The rules with a memory of plain maps in the place of the database. Collectors are told apart by their place. */
export class Site {
	readonly parameters: Parameters
	#before: number | undefined
	#never: number
	readonly #pauses: Interval[] = []
	readonly #memories = new Map<string, Memory>()
	readonly #down = new Map<string, Interval[]>()
	readonly #unobserved = new Map<string, Interval[]>()
	readonly #changes = new Map<string, Change[]>()

	constructor(collectors: number, parameters: Partial<Parameters> = {}) {
		this.parameters = {...DEFAULTS, ...parameters}
		this.#never = 2 ** collectors - 1
	}

	/** One poll at accounting time `at`. */
	poll(at: number, files: Files, found = sightings(files)): ReadonlyMap<string, Answer> {
		const {parameters} = this
		const bits = (wanted: boolean) =>
			files.reduce((mask, file, index) => ((file !== undefined) === wanted ? mask | (1 << index) : mask), 0)
		const reads = {ok: bits(true), failed: bits(false), never: this.#never & ~bits(true)}
		this.#never = reads.never
		const pause = pauseOf(this.#before, at, parameters)
		if (pause !== undefined) this.#pauses.push(pause)
		this.#before = at

		const circumstances = {at, reads, pauses: this.#pauses, parameters}
		const answers = new Map<string, Answer>()
		for (const key of new Set([...this.#memories.keys(), ...found.keys()])) {
			const sighting = found.get(key)
			const verdict = judge(this.#memories.get(key), sighting, circumstances)
			const {memory, state, change, down, unobserved} = verdict
			this.#memories.set(key, memory)
			if (down !== undefined) append(this.#down, key, down)
			for (const one of unobserved) append(this.#unobserved, key, one)
			if (change !== undefined) append(this.#changes, key, change)
			const account = settleAccount(memory, this.#past(key, at), at, this.#pauses, parameters)
			const news = newsOf(state, memory, this.#changes.get(key) ?? [], at, parameters)
			answers.set(key, {
				state,
				bps: sighting?.bps,
				...account,
				since: memory.state === undefined ? undefined : memory.since,
				news: `${news.wentDown ? 'D' : ''}${news.cameUp ? 'U' : ''}${news.vanished ? 'V' : ''}`,
				change,
			})
		}
		return answers
	}

	#past(key: string, at: number): Account {
		const sum = (intervals: readonly Interval[] = []) =>
			intervals.reduce((total, one) => total + lengthWithin(one, at - this.parameters.month, at), 0)
		return {...nothing, down: sum(this.#down.get(key)), unobserved: sum(this.#unobserved.get(key))}
	}
}

function sightings(files: Files): Map<string, Sighting> {
	const found = new Map<string, Sighting>()
	for (const [index, file] of files.entries()) {
		for (const [exporter, bps] of Object.entries(file ?? {})) {
			const before = found.get(exporter)
			found.set(exporter, {
				bps: (before?.bps ?? 0) + bps,
				maxBps: undefined,
				avgBps: undefined,
				seen: (before?.seen ?? 0) | (1 << index),
				listed: (before?.listed ?? 0) | (1 << index),
				positive: (before?.positive ?? 0) | (bps > 0 ? 1 << index : 0),
			})
		}
	}
	return found
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
	const list = map.get(key)
	if (list === undefined) map.set(key, [value])
	else list.push(value)
}
