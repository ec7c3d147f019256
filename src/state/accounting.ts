import fs from 'node:fs'
import os from 'node:os'

/** When something was looked at, by both clocks of this machine. */
export interface Moment {
	/** Seconds since 1970, by the wall clock, which may be set. */
	readonly wall: number
	/** Seconds since this machine started; undefined where the wall clock was set from outside. */
	readonly uptime?: number | undefined
	readonly bootId?: string | undefined
}

/** Difference of the two clocks, in seconds, that is taken for a step of the wall clock. */
const STEP = 2

/** The moment now. `wall`: seconds since 1970. */
export function momentOf(wall: number): Moment {
	return {wall, uptime: os.uptime(), bootId: bootId()}
}

/**
 * Seconds from one moment to a later one, never negative. Where the wall clock was set between the two and this machine has
 * not been started anew, the uptime counts; else a step back is no time, and a step forward cannot be told from a pause.
 */
export function elapsed(before: Moment, now: Moment): number {
	const wall = now.wall - before.wall
	const isSameBoot = before.bootId !== undefined && before.bootId === now.bootId
	if (isSameBoot && before.uptime !== undefined && now.uptime !== undefined) {
		const uptime = now.uptime - before.uptime
		if (Math.abs(wall - uptime) > STEP) return Math.max(0, uptime)
	}
	return Math.max(0, wall)
}

function bootId(): string | undefined {
	try {
		return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
	} catch {
		return undefined
	}
}
