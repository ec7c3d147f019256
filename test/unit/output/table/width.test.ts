import fc from 'fast-check'
import stringWidth from 'string-width'
import {describe, expect, it} from 'vitest'
import {cut, cutLine, lineWidth, pad, printable, widthOf} from '../../../../src/output/table/width.ts'

describe('cut', () => {
	it.each([
		['interface', 9, 'interface'],
		['interface', 5, 'inte…'],
		['東京ルーター', 6, '東京…'],
		['東京ルーター', 5, '東京…'],
		['abc', 1, '…'],
		['abc', 0, ''],
	])('%s to %d columns', (text, width, expected) => {
		expect(cut(text, width)).toBe(expected)
	})

	it('never leaves more than there is room for', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme'}), fc.nat(20), (text, width) => {
				expect(widthOf(cut(text, width))).toBeLessThanOrEqual(Math.max(width, 0))
			}),
		)
	})
})

it('pads by columns, not by characters', () => {
	expect(pad('東京', 6)).toBe('東京  ')
	expect(pad('東京', 6, 'right')).toBe('  東京')
	expect(pad('long', 2)).toBe('long')
})

it('says with an ellipsis that a line goes on, even where a span ends at the edge', () => {
	const line = [{text: 'abc'}, {text: 'def', style: 'faint' as const}]
	expect(cutLine(line, 6)).toEqual(line)
	expect(cutLine(line, 5)).toEqual([{text: 'abc'}, {text: 'd…', style: 'faint'}])
	expect(lineWidth(cutLine(line, 3))).toBeLessThanOrEqual(3)
	expect(
		cutLine(line, 3)
			.map(({text}) => text)
			.join(''),
	).toContain('…')
})

it('lets no foreign text move the cursor or turn the direction of writing', () => {
	expect(printable('a\u001b[31mb\u009b2Jc\u202ed')).toBe('a [31mb 2Jc d')
})

it('takes a character for one column only where string-width does', () => {
	for (let code = 0x20; code <= 0x2100; code++) {
		if (code >= 0x7f && code < 0xa0) continue
		const character = String.fromCodePoint(code)
		expect([code, widthOf(character)]).toEqual([code, stringWidth(character)])
	}
})
