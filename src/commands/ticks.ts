import {type Clock, sleep} from '../clock.ts'

/**
 * Waits for the next whole multiple of the interval since 1970, so that samples do not drift and those of several machines
 * line up. A multiple that has passed is left out: late samples never come in a bunch. Ends with the signal's reason.
 */
export async function nextTick(clock: Clock, intervalMs: number, signal: AbortSignal): Promise<void> {
	let now = milliseconds(clock)
	const tick = (Math.floor(now / intervalMs) + 1) * intervalMs
	// Timers may fire early, and a clock that is set back must not stop the samples for longer than one interval.
	while (now < tick && now >= tick - intervalMs) {
		await sleep(tick - now, signal)
		now = milliseconds(clock)
	}
}

const milliseconds = (clock: Clock): number => Number(clock.now() / 1000n) / 1000
