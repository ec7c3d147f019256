import type {Known} from './memory.ts'

/** Seconds by which a device's count of its uptime may be off. */
const SLACK = 10
/** Seconds by which two machines may disagree about how long the time between two polls was. */
const DRIFT = 60

/**
 * Whether something began anew between two polls, from its uptime at both, in seconds. It did if its uptime is not what it
 * was and the time since, and if it says itself that it began after the poll before: a device that counts backwards, or
 * whose clock was set, says an uptime that reaches back further. Undefined where that cannot be known.
 */
export function begunAnew(
	before: Known[string] | undefined,
	now: Known[string] | undefined,
	elapsed: number | undefined,
): boolean | undefined {
	if (before === undefined || now === undefined || elapsed === undefined) return undefined
	const [was, is] = [Number(before), Number(now)]
	if (!Number.isFinite(was) || !Number.isFinite(is)) return undefined
	// One that stands still is none.
	if (is === was) return undefined
	if (is > elapsed + SLACK) return false
	const wentBack = is < was - 2
	const isBehind = is < was + elapsed - DRIFT
	return wentBack || isBehind
}
