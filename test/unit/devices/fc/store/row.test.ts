import fc from 'fast-check'
import {expect, it} from 'vitest'
import type {Assessment} from '../../../../../src/devices/fc/assess.ts'
import {nothing} from '../../../../../src/devices/fc/rules/account.ts'
import type {Memory} from '../../../../../src/devices/fc/rules/memory.ts'
import {isAsStored, rowOf} from '../../../../../src/devices/fc/store/row.ts'

const time = fc.integer({min: 0, max: 3})
const bits = fc.integer({min: 0, max: 1})
const shown = fc.constantFrom('up', 'down', 'unknown', 'absent')
const memory: fc.Arbitrary<Memory> = fc.record({
	state: fc.constantFrom('up', 'down', undefined),
	definiteAt: time,
	firstDefinite: bits,
	since: bits,
	runFrom: bits,
	everUp: fc.boolean(),
	zeros: bits,
	zeroAt: bits,
	absentSince: fc.constantFrom(undefined, 1),
	listedAt: time,
	listed: bits,
	positive: bits,
})
/** One that differs from another in few places. */
const near = memory.chain(one =>
	fc.record({
		before: fc.constant(one),
		after: fc
			.tuple(memory, fc.subarray(Object.keys(one) as (keyof Memory)[], {maxLength: 2}))
			.map(([other, keys]) => ({
				...one,
				...Object.fromEntries(keys.map(key => [key, other[key]])),
			})),
	}),
)

const assessment = (
	known: Assessment['known'],
	after: Memory,
	state: 'up' | 'down' | 'unknown' | 'absent',
) => ({
	key: 'e1',
	number: 0,
	known,
	verdict: {
		before: known?.memory,
		memory: after,
		state,
		sighting: undefined,
		change: undefined,
		down: undefined,
		unobserved: [],
	},
	account: nothing,
	news: {wentDown: false, cameUp: false, vanished: false},
	isForgotten: false,
})

it('a row that would be written as it is need not be written, and any other must', () => {
	let same = 0
	fc.assert(
		fc.property(near, shown, shown, time, time, ({before, after}, was, is, atBefore, at) => {
			const known = {id: 1, key: 'e1', exporter: 'e1', interface: undefined, shown: was, memory: before}
			const isSame = JSON.stringify(rowOf(was, before, atBefore)) === JSON.stringify(rowOf(is, after, at))
			if (isSame) same++
			expect(isAsStored(assessment(known, after, is), atBefore, at)).toBe(isSame)
		}),
		{numRuns: 2000},
	)
	expect(same).toBeGreaterThan(20)
})

it('what is new, forgotten or has changed is written in any case', () => {
	const one: Memory = {
		...{state: 'up', definiteAt: 1, firstDefinite: 1, since: 1, runFrom: 1, everUp: true, zeros: 0},
		...{zeroAt: 0, absentSince: undefined, listedAt: 1, listed: 1, positive: 1},
	}
	const known = {id: 1, key: 'e1', exporter: 'e1', interface: undefined, shown: 'up', memory: one} as const
	const quiet = assessment(known, one, 'up')
	expect(isAsStored(quiet, 1, 1)).toBe(true)
	expect(isAsStored(assessment(undefined, one, 'up'), 1, 1)).toBe(false)
	expect(isAsStored({...quiet, isForgotten: true}, 1, 1)).toBe(false)
	const change = {at: 1, to: 'up', uncertain: false, lasted: 0} as const
	for (const more of [{change}, {down: {from: 0, to: 1}}, {unobserved: [{from: 0, to: 1}]}]) {
		expect(isAsStored({...quiet, verdict: {...quiet.verdict, ...more}}, 1, 1)).toBe(false)
	}
})
