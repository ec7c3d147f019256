import fc from 'fast-check'
import {expect, it} from 'vitest'
import {narrower} from '../../../../../src/devices/fc/table/narrow.ts'

const narrowed = (text: string, wanted: readonly number[], count: number, piece: number): string => {
	const narrow = narrower(wanted, count)
	const bytes = Buffer.from(text, 'latin1')
	const parts: Buffer[] = []
	for (let at = 0; at < bytes.length; at += piece)
		parts.push(Buffer.from(narrow(bytes.subarray(at, at + piece))))
	return Buffer.concat(parts).toString('latin1')
}

it.each([
	['the first and the last', 'a\tb\tc\n1\t2\t3\n', 'a\tc\n1\t3\n'],
	['without carriage returns', 'a\tb\tc\r\n', 'a\tc\n'],
	['empty ones, too', '\t\t\n', '\t\n'],
])('keeps the columns that are wanted: %s', (_name, text, expected) => {
	expect(narrowed(text, [0, 2], 3, 100)).toBe(expected)
})

it('marks a row with another number of fields by more fields than wanted', () => {
	const cell = fc.stringMatching(/^[a-z0-9.]{0,5}$/)
	const rows = fc.array(fc.array(cell, {minLength: 1, maxLength: 6}), {maxLength: 20})
	fc.assert(
		fc.property(
			rows,
			fc.uniqueArray(fc.nat(3), {minLength: 1}),
			fc.integer({min: 1, max: 40}),
			(table, places, piece) => {
				const wanted = places.toSorted((a, b) => a - b)
				const text = table.map(row => `${row.join('\t')}\n`).join('')
				const lines = narrowed(text, wanted, 4, piece).split('\n').slice(0, -1)
				expect(lines).toHaveLength(table.length)
				for (const [index, row] of table.entries()) {
					const cells = lines[index]?.split('\t')
					if (row.length === 4) expect(cells).toEqual(wanted.map(column => row[column]))
					else expect(cells?.length).toBeGreaterThan(wanted.length)
				}
			},
		),
	)
})

it('does not wait for the end of a row that has none', () => {
	const narrow = narrower([0], 3)
	const piece = Buffer.from('x'.repeat(100_000))
	expect(() => {
		for (let pieces = 0; pieces < 20; pieces++) narrow(piece)
	}).toThrow('a row does not end')
	const long = narrower([0], 3)
	for (let row = 0; row < 20; row++) long(Buffer.from(`1\t${'x'.repeat(900_000)}\t3\n`))
})
