import {integer, type Json, list, number, object} from '../../json.ts'
import type {Limit} from '../limits.ts'
import {type CounterMemory, grow, readCounter} from './counter.ts'
import {integerOf, nameOf, type Rule, type Sight, timeOf} from './rule.ts'

/** How a counter grew lately. */
interface Recent {
	readonly counter: CounterMemory
	/** Accounting time of the last reading, in seconds. */
	readonly at: number
	/** When it grew, and by how much, within the window. */
	readonly growth: readonly (readonly [at: number, by: bigint])[]
	/** A burst has been told and is not over. */
	readonly told: boolean
}

/** Growth is kept in this many parts of the window. */
const PARTS = 30

/** More errors in a time than the limits allow; told once, and again only after the errors have fallen below half of it. */
export const burst: Rule = {
	name: 'burst',
	measurements: ['xdsl', 'wan', 'ifstat'],
	find(sight) {
		const {thing, limits} = sight
		const note = object(sight.note)
		const kept: Record<string, unknown> = {}
		const found: string[] = []
		for (const limit of limits) {
			const value = integerOf(thing.fields[limit.counter])
			const before = readRecent(note[limit.counter])
			// What a poll does not say stays as it was.
			if (value === undefined) {
				if (before !== undefined) kept[limit.counter] = before
				continue
			}
			const recent = follow(sight, limit, before, value)
			const sum = recent.growth.reduce((total, [, by]) => total + by, 0n)
			const isBurst = sum >= limit.count
			if (isBurst && !recent.told) found.push(`${sum} ${limit.counter} in ${timeOf(limit.windowMs / 1000)}`)
			kept[limit.counter] = {...recent, told: isBurst || (recent.told && sum * 2n >= limit.count)}
		}
		if (found.length === 0) return {changes: [], note: kept}
		const {direction} = thing.subject
		const where = `${nameOf(sight)}${direction === undefined ? '' : ` (${direction})`}`
		const to = found.join(', ')
		return {changes: [{kind: 'error_burst', to, message: `${where} has errors: ${to}`}], note: kept}
	},
}

function follow(sight: Sight, {windowMs}: Limit, before: Recent | undefined, value: bigint): Recent {
	const {at} = sight
	if (before === undefined) return {counter: {value}, at, growth: [], told: false}
	const window = windowMs / 1000
	const grown = sight.isReset ? {by: 0n, memory: {value}} : grow(before.counter, value)
	const growth = before.growth.filter(([time]) => time > at - window)
	const by = share(grown.by, window, at - before.at)
	const last = growth.at(-1)
	if (by > 0n && last !== undefined && last[0] > at - window / PARTS)
		growth[growth.length - 1] = [last[0], last[1] + by]
	else if (by > 0n) growth.push([at, by])
	return {counter: grown.memory, at, growth, told: before.told}
}

/** Of what came in a time longer than the window, the part that falls on one window. */
function share(by: bigint, window: number, elapsed: number): bigint {
	return elapsed <= window ? by : (by * BigInt(Math.round(window))) / BigInt(Math.round(elapsed))
}

function readRecent(stored: Json | undefined): Recent | undefined {
	const {counter, at, growth, told} = object(stored)
	const memory = readCounter(counter)
	const time = number(at)
	if (memory === undefined || time === undefined) return undefined
	const pairs = list(growth).map(pair => {
		const [when, by] = list(pair)
		return [number(when) ?? 0, integer(by) ?? 0n] as const
	})
	return {counter: memory, at: time, growth: pairs, told: told === true}
}
