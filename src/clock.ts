/** Time comes in from outside, so that tests and replays can set it. */
export interface Clock {
	/** Wall clock, nanoseconds since 1970. */
	now(): bigint
	/** Milliseconds on a clock that never goes back. */
	monotonic(): number
}

export const systemClock: Clock = {
	now: () => BigInt(Date.now()) * 1_000_000n,
	// `performance` would load node:perf_hooks, 1.5 ms; both count from the start of the process.
	monotonic: () => process.uptime() * 1000,
}

/** Waits, and ends early with the signal's reason when it aborts. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(signal.reason)
		const timer = setTimeout(done, milliseconds)
		signal.addEventListener('abort', aborted, {once: true})
		function done() {
			signal.removeEventListener('abort', aborted)
			resolve()
		}
		function aborted() {
			clearTimeout(timer)
			reject(signal.reason)
		}
	})
}
