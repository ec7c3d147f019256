import {buffer} from 'node:stream/consumers'
import {setImmediate} from 'node:timers/promises'
import fc from 'fast-check'
import {expect, it} from 'vitest'
import {readAhead} from '../../../../src/transports/ssh/read-ahead.ts'

/** A file on a server one turn away, which returns shares of what it is asked for. */
function server(content: Buffer, shares: readonly number[]) {
	const state = {asked: 0, open: 0, mostOpen: 0}
	const readAt = async (position: number, length: number) => {
		const share = shares[state.asked++ % shares.length] ?? 1
		state.mostOpen = Math.max(state.mostOpen, ++state.open)
		await setImmediate()
		state.open--
		return content.subarray(position, position + Math.max(1, Math.floor(length * share)))
	}
	return {state, readAt}
}

it('returns the bytes of the file, whatever the server returns at once', async () => {
	const size = fc.integer({min: 0, max: 200_000})
	const shares = fc.array(fc.double({min: 0.01, max: 1, noNaN: true}), {minLength: 1, maxLength: 5})
	await fc.assert(
		fc.asyncProperty(size, shares, async (size, shares) => {
			const content = Buffer.from(Array.from({length: size}, (_, index) => (index * 7) % 256))
			expect((await buffer(readAhead(server(content, shares).readAt))).equals(content)).toBe(true)
		}),
		{numRuns: 15},
	)
})

it('has many reads on their way for a long file, and few for a short one', async () => {
	const long = server(Buffer.alloc(8_000_000), [1])
	await buffer(readAhead(long.readAt))
	expect(long.state.mostOpen).toBe(64)

	const short = server(Buffer.alloc(100), [1])
	await buffer(readAhead(short.readAt))
	expect(short.state.asked).toBeLessThan(6)
})

it('passes an error on in its turn, after the bytes before it', async () => {
	const got: number[] = []
	const reading = async () => {
		for await (const chunk of readAhead(async position => {
			if (position > 0) throw new Error('gone')
			return Buffer.alloc(32_768)
		})) {
			got.push(chunk.length)
		}
	}
	await expect(reading()).rejects.toThrow('gone')
	expect(got).toEqual([32_768])
})
