import type {Io} from './io.ts'

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
export function startDeadline(
	{clock, after}: Pick<Io, 'clock' | 'after'>,
	endAt: number,
	reason: Error,
): Deadline {
	const controller = new AbortController()
	let end = endAt
	let cancel = () => {}
	const remaining = () => Math.max(0, end - clock.monotonic())
	const start = () => {
		cancel = after(remaining(), () => controller.abort(reason))
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
		clear: () => cancel(),
	}
}
