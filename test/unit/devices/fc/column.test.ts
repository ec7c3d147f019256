import fc from 'fast-check'
import {expect, it} from 'vitest'
import {Column} from '../../../../src/devices/fc/column.ts'

it('gives back what was put into it, beyond one piece of memory', () => {
	fc.assert(
		fc.property(fc.array(fc.double(), {maxLength: 20}), fc.nat(5000), (numbers, before) => {
			const column = new Column()
			for (let place = 0; place < before; place++) column.push(place)
			for (const number of numbers) column.push(number)
			expect(column.length).toBe(before + numbers.length)
			expect([...column].slice(before)).toEqual(numbers)
			expect(numbers.map((_, place) => column.at(before + place))).toEqual(numbers)
			if (before > 0) expect(column.at(before - 1)).toBe(before - 1)
		}),
		{numRuns: 30},
	)
})

it('has no number where nothing was put', () => {
	const column = new Column()
	column.push(7)
	expect([column.at(0), column.at(1), column.at(5000)]).toEqual([7, Number.NaN, Number.NaN])
})
