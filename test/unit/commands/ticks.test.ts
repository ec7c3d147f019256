import {afterEach, beforeEach, expect, it, vi} from 'vitest'
import type {Clock} from '../../../src/clock.ts'
import {nextTick} from '../../../src/commands/ticks.ts'

const clock: Clock = {now: () => BigInt(Date.now()) * 1_000_000n, monotonic: () => performance.now()}
const never = new AbortController().signal

beforeEach(() => void vi.useFakeTimers({now: 1_700_000_000_300}))
afterEach(() => void vi.useRealTimers())

/** Milliseconds since 1700000000 at which samples of these durations start. */
async function starts(intervalMs: number, durations: readonly number[]): Promise<number[]> {
	const found: number[] = []
	const sampling = (async () => {
		for (const duration of durations) {
			await nextTick(clock, intervalMs, never)
			found.push(Date.now() - 1_700_000_000_000)
			await new Promise(resolve => setTimeout(resolve, duration))
		}
	})()
	await vi.runAllTimersAsync()
	await sampling
	return found
}

it('samples at whole multiples of the interval, without drift', async () => {
	expect(await starts(1000, [7, 13, 40, 0])).toEqual([1000, 2000, 3000, 4000])
	vi.setSystemTime(1_700_000_000_300)
	expect(await starts(250, [1, 1, 1])).toEqual([500, 750, 1000])
})

it('leaves out what it missed: no bunching', async () => {
	expect(await starts(1000, [2500, 10, 10])).toEqual([1000, 4000, 5000])
})

it('takes the next multiple where a sample ends on one', async () => {
	expect(await starts(1000, [1000, 10])).toEqual([1000, 3000])
})

it('waits on when a timer fires early', async () => {
	let early = 3
	const lagging: Clock = {...clock, now: () => (early-- > 0 ? 1_700_000_000_999_000_000n : clock.now())}
	const done = nextTick(lagging, 1000, never)
	await vi.advanceTimersByTimeAsync(1000)
	await done
	expect(early).toBeLessThan(0)
})

it('samples within one interval after the clock was set back', async () => {
	const done = nextTick(clock, 1000, never)
	vi.setSystemTime(1_600_000_000_000)
	await vi.advanceTimersByTimeAsync(1000)
	await done
})

it('ends with the reason of the signal', async () => {
	const ending = new AbortController()
	const done = nextTick(clock, 60_000, ending.signal)
	ending.abort(new Error('enough'))
	await expect(done).rejects.toThrow('enough')
})
