import {describe, expect, it} from 'vitest'
import {formatCapture, liveConversation, parseCapture} from '../../src/conversation.ts'

const fail = () => Promise.reject(new Error('late'))

describe('an answer that broke off', () => {
	it('is a comment, which is not replayed', async () => {
		const {exchange, exchanges} = liveConversation()
		await exchange('a', async () => 'whole\n')
		await expect(exchange('b', fail, () => 'half\nCRC : 1')).rejects.toThrow('late')
		const text = formatCapture('draytek', exchanges)
		expect(text).toBe('# linestat capture: draytek\n>>> a\n|whole\n|\n<<<\n# >>> b\n# |half\n# |CRC : 1\n')
		expect(parseCapture(text).exchanges).toEqual([{question: 'a', answer: 'whole\n'}])
	})

	it.each([
		['IP=81.2.69.', 'IP='],
		['IP=81.2.69.14', 'IP='],
		['MAC 00:1d:aa:', 'MAC '],
		['Account:', 'Account:'],
		['DrayTek> ', 'DrayTek> '],
	])('has no half address at its end: %j', async (heard, kept) => {
		const {exchange, exchanges} = liveConversation()
		await expect(exchange('a', fail, () => heard)).rejects.toThrow()
		expect(exchanges[0]?.answer).toBe(kept)
	})

	it('is not kept where nothing came, or nothing is recorded', async () => {
		for (const [recording, heard] of [
			[true, ''],
			[false, 'half'],
		] as const) {
			const {exchange, exchanges} = liveConversation(recording)
			await expect(exchange('a', fail, () => heard)).rejects.toThrow()
			expect(exchanges).toEqual([])
		}
	})
})
