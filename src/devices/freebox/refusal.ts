import {AuthError} from '../../errors.ts'
import {FreeboxFailure} from './failure.ts'

/**
 * A registration that the box does not accept is tried again after a minute, then after two, four and eight, then every
 * quarter of an hour: the box counts failures and shuts out who makes many.
 */
export interface Refusal {
	/** Which registration: another one is tried at once. */
	readonly trackId: string
	readonly times: number
	/** Unix seconds from which on it is tried again. */
	readonly until: number
	/** What the box said. */
	readonly message: string
}

const LONGEST_S = 900

/** Refusals of the login itself, and not of one question. */
const CODES = ['invalid_token', 'ratelimited', 'apps_denied']

export const isRefusal = (error: unknown): error is FreeboxFailure =>
	error instanceof FreeboxFailure && CODES.includes(error.code)

/** What to remember of a refusal, as text. `before`: what was remembered before. */
export function formatRefusal(
	failure: FreeboxFailure,
	before: string | undefined,
	trackId: string,
	now: number,
): string {
	const last = readRefusal(before)
	const times = last?.trackId === trackId ? last.times + 1 : 1
	const until = now + Math.min(LONGEST_S, 60 * 2 ** (times - 1))
	return JSON.stringify({trackId, times, until, message: failure.message} satisfies Refusal)
}

/** Throws what the box said, where it is too early to ask it again. */
export function refuseAgain(kept: string | undefined, trackId: string, now: number): void {
	const refusal = readRefusal(kept)
	if (refusal === undefined || refusal.trackId !== trackId) return
	const left = refusal.until - now
	// A clock that was set back must not make it wait for longer.
	if (left <= 0 || left > LONGEST_S) return
	throw new AuthError(`${refusal.message}. It is not asked again for ${waiting(left)}`, {
		hint: 'See linestat freebox register-status, or run linestat freebox register --force',
	})
}

function readRefusal(text: string | undefined): Refusal | undefined {
	try {
		const {trackId, times, until, message} = JSON.parse(text ?? '{}') as Partial<Refusal>
		if (trackId === undefined || message === undefined) return undefined
		return typeof times === 'number' && typeof until === 'number'
			? {trackId, times, until, message}
			: undefined
	} catch {
		return undefined
	}
}

const waiting = (seconds: number): string =>
	seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
