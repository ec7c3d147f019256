import {systemClock} from '../clock.ts'
import type {Configuration} from '../config/configuration.ts'
import {resolveOptions} from '../config/resolve.ts'
import {describe} from '../errors.ts'
import {limitsOf} from '../events/limits.ts'
import {eventPoint, noteEvents} from '../events/note.ts'
import {eventsSection} from '../events/options.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import type {Point} from '../metrics/model.ts'
import {type Moment, momentOf} from '../state/accounting.ts'
import {openState, type State} from '../state/index.ts'
import type {PollRequest} from './poll.ts'
import type {Outcome} from './run.ts'

/** What came of comparing a poll with the one before. */
export interface Noted {
	/** Everything to print: the poll's points, events before `linestat_poll`. */
	readonly points: readonly Point[]
	/** Sends what targets have not got yet, within what is left of the deadline. Never throws. */
	deliver(): Promise<void>
	close(): void
}

/** Time that a poll needs behind this to end, in milliseconds. */
const END_MS = 100

/**
 * Finds what changed since the poll before. Never throws: where the state cannot be read or saved there is a warning, and the
 * poll is printed without events.
 */
export async function noteOutcome(
	request: PollRequest,
	source: string,
	outcome: Outcome,
	io: Io,
	log: Log,
): Promise<Noted> {
	const {device, global, configuration} = request
	const left = () => global.timeout - io.clock.monotonic() - END_MS
	let state: State | undefined
	const nothing: Noted = {
		points: outcome.points,
		deliver: async () => {},
		close: () => state?.close(),
	}
	try {
		const folder = await request.stateDir()
		if (folder === undefined) return nothing
		const waitMs = Math.min(3000, Math.max(END_MS, left()))
		state = await openState(folder, {clock: io.clock, log, waitMs})
		const poll = {
			device: device.name,
			source,
			points: outcome.devicePoints,
			result: outcome.result,
			moment: momentNow(io),
		}
		const options = {...eventOptions(configuration), targetsOf: () => []}
		const events = await noteEvents(state, poll, options, log)
		const tags = Object.fromEntries(global.tag)
		const points = events.map(event => eventPoint(event, tags, outcome.points[0]?.timestamp))
		return {...nothing, points: withEvents(outcome.points, points)}
	} catch (error) {
		log.warn(describe(error))
		return nothing
	}
}

/** A clock that is not this machine's cannot be checked against its uptime. */
function momentNow({clock}: Io): Moment {
	const wall = Number(clock.now() / 1_000_000n) / 1000
	return clock.now === systemClock.now ? momentOf(wall) : {wall}
}

/** What the configuration file says about events, else the defaults. */
export function eventOptions(configuration: Configuration | undefined) {
	const layers = configuration === undefined ? [] : [configuration.section(eventsSection.key)]
	const {errorBurst, unreachableAfter, keep} = resolveOptions(eventsSection.options, layers)
	return {limits: limitsOf(errorBurst), unreachableAfter, keep}
}

/** Events stand before the last point, `linestat_poll`, which counts all others. */
function withEvents(points: readonly Point[], events: readonly Point[]): readonly Point[] {
	const poll = points.at(-1)
	if (poll === undefined || events.length === 0) return points
	const counted = {...poll, fields: {...poll.fields, points: Number(poll.fields.points) + events.length}}
	return [...points.slice(0, -1), ...events, counted]
}
