import fc from 'fast-check'
import {expect, it} from 'vitest'
import {toChunks} from '../../../src/output/chunks.ts'

it('has no chunks where there is no text', () => {
	expect(toChunks([])).toEqual([])
	expect(toChunks(['', ''])).toEqual([])
})

it('puts a short text into one chunk', () => {
	expect(toChunks(['a 1\n', 'é 2\n']).map(String)).toEqual(['a 1\né 2\n'])
})

it('keeps the order and every character of a long text', () => {
	const piece = fc
		.tuple(fc.string({unit: 'grapheme'}), fc.nat(40_000))
		.map(([text, times]) => text.repeat(times % 997))
	fc.assert(
		fc.property(fc.array(piece, {maxLength: 50}), pieces => {
			expect(Buffer.concat(toChunks(pieces)).toString()).toBe(pieces.join(''))
		}),
	)
})

it('has chunks that are little longer than 64 KiB', () => {
	const chunks = toChunks(Array.from({length: 10_000}, () => 'x'.repeat(100)))
	expect(chunks.length).toBeGreaterThan(14)
	for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(65_536 + 100)
})
