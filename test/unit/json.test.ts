import fc from 'fast-check'
import {expect, it} from 'vitest'
import {
	counter,
	flag,
	integer,
	list,
	number,
	numeral,
	object,
	objects,
	parseJson,
	text,
} from '../../src/json.ts'

it('keeps every digit of whole numbers', () => {
	expect(parseJson('{"a": 9007199254740993, "b": [-1, 1.5, 1e3, -0]}')).toEqual({
		a: 9007199254740993n,
		b: [-1n, 1.5, 1000, 0n],
	})
})

it('reads back any integer', () => {
	fc.assert(
		fc.property(fc.bigInt(), value => {
			expect(parseJson(`[${value}]`)).toEqual([value])
		}),
	)
})

it.each(['', '{', '<html>', '{"a":1}x', '{"a":01}'])('throws SyntaxError at %j', bad => {
	expect(() => parseJson(bad)).toThrow(SyntaxError)
})

it('survives nesting deeper than the stack', () => {
	const depth = 200_000
	expect(() => parseJson('['.repeat(depth) + ']'.repeat(depth))).toThrow(SyntaxError)
})

it.each([
	[object, {a: 1n}, {a: 1n}],
	[object, [1n], {}],
	[object, null, {}],
	[list, {}, []],
	[list, undefined, []],
	[objects, [{a: 1n}, null, 3n], [{a: 1n}]],
	[text, '  ', undefined],
	[text, 'é', 'é'],
	[text, 1n, undefined],
	[flag, 'true', undefined],
	[flag, false, false],
	[integer, 1.5, undefined],
	[integer, '1', undefined],
	[number, 2n, 2],
	[number, 1.5, 1.5],
	[number, true, undefined],
	[counter, -1n, undefined],
	[counter, 0n, 0n],
	[numeral, '1000', 1000n],
	[numeral, '10 Gbit', undefined],
	[numeral, 20n, 20n],
])('$0.name of $1 is $2', (read, value, expected) => {
	expect((read as (value: unknown) => unknown)(value)).toEqual(expected)
})
