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

/** `endAt`: milliseconds on the monotonic clock. */
export function startDeadline(clock: Clock, endAt: number, reason: Error): Deadline {
	const controller = new AbortController()
	let end = endAt
	let timer: NodeJS.Timeout | undefined
	const remaining = () => Math.max(0, end - clock.monotonic())
	const start = () => {
		timer = setTimeout(() => controller.abort(reason), remaining())
	}
	start()
	return {
		signal: controller.signal,
		remaining,
		async pausing(wait) {
			clearTimeout(timer)
			const pausedAt = clock.monotonic()
			try {
				return await wait()
			} finally {
				end += clock.monotonic() - pausedAt
				start()
			}
		},
		clear: () => clearTimeout(timer),
	}
}
