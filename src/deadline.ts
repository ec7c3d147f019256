import type {Clock} from './clock.ts'

/** The time by which a poll must end. */
export interface Deadline {
	/** Aborts with the reason when the time has passed. */
	readonly signal: AbortSignal
	/** Milliseconds left, never negative. */
	remaining(): number
	/** Does something that takes a person's time, which then does not count. */
	pausing<T>(wait: () => Promise<T>): Promise<T>
	clear(): void
}

/** Calls back when so many milliseconds have passed. Returns the function that cancels it. */
export type After = (milliseconds: number, call: () => void) => () => void

export const after: After = (milliseconds, call) => {
	const timer = setTimeout(call, milliseconds)
	return () => clearTimeout(timer)
}

/**
 * `endAt`: milliseconds on the monotonic clock. The signal of the deadline aborts with `interrupt` too, with its reason; that
 * is `AbortSignal.any` for two signals at a tenth of its price in a process that just began.
 */
export function startDeadline(
	clock: Clock,
	endAt: number,
	reason: () => Error,
	startTimer = after,
	interrupt?: AbortSignal,
): Deadline {
	const controller = new AbortController()
	const interrupted = () => controller.abort(interrupt?.reason)
	if (interrupt?.aborted) interrupted()
	else interrupt?.addEventListener('abort', interrupted)
	let end = endAt
	let cancel = () => {}
	const remaining = () => Math.max(0, end - clock.monotonic())
	const start = () => {
		cancel = startTimer(remaining(), () => controller.abort(reason()))
	}
	start()
	return {
		signal: controller.signal,
		remaining,
		async pausing(wait) {
			cancel()
			const pausedAt = clock.monotonic()
			try {
				return await wait()
			} finally {
				end += clock.monotonic() - pausedAt
				start()
			}
		},
		clear() {
			cancel()
			interrupt?.removeEventListener('abort', interrupted)
		},
	}
}
