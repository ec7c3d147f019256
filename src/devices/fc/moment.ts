import type {Clock} from '../../clock.ts'
import {type Moment, momentOf} from '../../state/accounting.ts'
import type {FcOptions} from './options.ts'

/** The one time of a poll: whole seconds by the wall clock, and how long this machine has been running. */
export function momentOfPoll({now, uptime, bootId}: FcOptions, clock: Clock): Moment {
	if (now === undefined) return momentOf(Number(clock.now() / 1_000_000_000n))
	return {wall: Math.floor(now), uptime, bootId}
}
