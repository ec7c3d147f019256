import {describe, expect, it} from 'vitest'
import {cell, example, sum} from './examples.ts'
import {filesAt, scenarios} from './scenarios.ts'
import {Site} from './site.ts'

describe.each(scenarios)('the example $name', scenario => {
	const rows = example(scenario.name)
	const site = new Site(scenario.collectors, scenario.parameters)
	const polls = rows.map(row => ({
		...row,
		answers: site.poll(1_767_225_600 + row.t, filesAt(row.t, scenario)),
	}))

	it('has every exporter in the right state with the right down time', () => {
		expect(rows.length).toBeGreaterThan(6)
		for (const {t, expected, answers} of polls) {
			const found = Object.keys(expected).map(key => [key, cell(answers.get(key))])
			expect({t, ...Object.fromEntries(found)}).toEqual({t, ...expected})
		}
	})

	it('adds up', () => {
		expect(polls.map(({answers}) => sum(answers))).toEqual(rows.map(({total}) => total))
	})
})
