import {describe, expect, it} from 'vitest'
import {elapsed, type Moment} from '../../../../src/state/accounting.ts'
import {cell, example, sum} from './examples.ts'
import {Site} from './site.ts'

const START = 1_767_232_800
/** Polls at which an exporter is down; all are 300 s apart, whatever the clock says. */
const DOWN: Readonly<Record<string, readonly number[]>> = {e1: [2, 3, 4, 5, 6, 7, 8], e2: [5], e4: [1, 2]}

/** The polls of an example in which the wall clock is set. `known`: whether the uptime of this machine is. */
function play(name: string, known: boolean) {
	const site = new Site(1)
	let at: number | undefined
	let before: Moment | undefined
	return example(name).map(({t, ...row}, poll) => {
		const moment = {wall: START + t, ...(known && {uptime: 5000 + poll * 300, bootId: 'a'})}
		at = at === undefined || before === undefined ? moment.wall : at + elapsed(before, moment)
		before = moment
		const rows = Object.entries(DOWN).map(([key, polls]) => [key, polls.includes(poll) ? 0 : 800])
		const answers = site.poll(at, [Object.fromEntries(rows)])
		// As it is shown to people, who have the wall clock.
		const since = (answers.get('e1')?.since ?? Number.NaN) + moment.wall - at
		return {...row, t, at, answers, since}
	})
}

describe.each([
	['clock', false],
	['clock-uptime', true],
] as const)('the example %s, in which the clock is set', (name, known) => {
	const polls = play(name, known)

	it('has every exporter in the right state with the right down time', () => {
		expect(polls).toHaveLength(12)
		for (const {t, expected, answers} of polls) {
			const found = Object.keys(expected).map(key => [key, cell(answers.get(key))])
			expect({t, ...Object.fromEntries(found)}).toEqual({t, ...expected})
		}
	})

	it('adds up', () => {
		expect(polls.map(({answers}) => sum(answers))).toEqual(polls.map(({total}) => total))
	})
})

it('a step back without uptime is no time, and moves the times that are shown', () => {
	const polls = play('clock', false)
	expect(polls.slice(4, 8).map(({at}) => at - START)).toEqual([1200, 1500, 1500, 1800])
	expect(polls.slice(4, 8).map(({since}) => since)).toEqual([
		1_767_233_400, 1_767_233_400, 1_767_226_500, 1_767_226_500,
	])
})

it('a step that the uptime does not know changes nothing but the times that are shown', () => {
	const polls = play('clock-uptime', true)
	expect(polls.map(({at}) => at - START)).toEqual(polls.map((_, poll) => poll * 300))
	expect(polls.slice(5, 7).map(({since}) => since - START)).toEqual([600, -6600])
	expect(Math.max(...polls.flatMap(({answers}) => [...answers.values()].map(one => one.unobserved)))).toBe(0)
})
