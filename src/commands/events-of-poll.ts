import {systemClock} from '../clock.ts'
import type {Configuration} from '../config/configuration.ts'
import {resolveOptions} from '../config/resolve.ts'
import {ConfigError, describe} from '../errors.ts'
import {limitsOf} from '../events/limits.ts'
import {eventPoint, noteEvents} from '../events/note.ts'
import {eventsSection} from '../events/options.ts'
import {wantsEvents} from '../events/wanted.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {linestatEvent} from '../metrics/event.ts'
import type {Point} from '../metrics/model.ts'
import {notifySection} from '../notify/options.ts'
import type {Target} from '../notify/target.ts'
import {type Moment, momentOf} from '../state/accounting.ts'
import {openState, type State, type StoredEvent} from '../state/index.ts'
import type {PollRequest} from './poll.ts'
import type {Outcome} from './run.ts'

/** What came of comparing a poll with the one before. */
export interface Noted {
	/** Everything to print: the poll's points, events before `linestat_poll`. */
	readonly points: readonly Point[]
	/** Sends what targets have not got yet, within what is left of the deadline and until the signal aborts. Never throws. */
	deliver(signal: AbortSignal): Promise<void>
	/** What went wrong with the state, so that something is not remembered or no longer; asked at the end. */
	problem(): unknown
	close(): void
}

/** Time that a poll needs behind this to end, in milliseconds. */
const END_MS = 150

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
	let problem: unknown
	const failed = (error: unknown) => {
		problem = error
		// A device that rests on the state may have met the same before.
		if (describe(error) === describe(outcome.error)) return
		if (device.restsOnState) log.error(describe(error))
		else log.warn(describe(error))
	}
	const nothing: Noted = {
		points: outcome.points,
		deliver: async () => {},
		problem: () =>
			problem ??
			(state?.movedAside === undefined
				? undefined
				: new ConfigError(`What was remembered is in ${state.movedAside}, damaged`)),
		close: () => state?.close(),
	}
	let targets: readonly Target[]
	try {
		// The events of a device that rests on the state are kept in any case.
		const isWanted = wantsEvents(global.stateDir, configuration)
		targets = isWanted ? await targetsFor(configuration, io, log) : []
	} catch (error) {
		log.warn(describe(error))
		return nothing
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
		const options = {
			...eventOptions(configuration),
			...(device.restsOnState && {unreachableAfter: Number.POSITIVE_INFINITY}),
			targetsOf: ({kind}: StoredEvent) => targets.filter(one => one.wants(kind)).map(({name}) => name),
		}
		const events = await noteEvents(state, poll, options, log)
		const tags = Object.fromEntries(global.tag)
		const printed = printedSeries(outcome.devicePoints)
		const unprinted = events.filter(({kind, subject}) => !printed.has(seriesOf({kind, ...subject})))
		const points = merged(unprinted).map(event => eventPoint(event, tags, outcome.points[0]?.timestamp))
		const opened = state
		return {
			...nothing,
			points: withEvents(outcome.points, points),
			async deliver(signal) {
				if (targets.length === 0) return
				const {deliver} = await import('../notify/deliver.ts')
				try {
					await deliver(opened, targets, {clock: io.clock, log, remaining: left, signal})
				} catch (error) {
					failed(error)
				}
			},
		}
	} catch (error) {
		failed(error)
		return nothing
	}
}

/** A clock that is not this machine's cannot be checked against its uptime. */
function momentNow({clock}: Io): Moment {
	const wall = Number(clock.now() / 1_000_000n) / 1000
	return clock.now === systemClock.now ? momentOf(wall) : {wall}
}

/** With a mistake in the targets nothing is compared until it is mended, so that no event is lost. */
async function targetsFor(
	configuration: Configuration | undefined,
	io: Io,
	log: Log,
): Promise<readonly Target[]> {
	if ((configuration?.entries(notifySection.key).size ?? 0) === 0) return []
	const {targetsOf} = await import('../notify/targets.ts')
	return targetsOf(configuration, io, log)
}

/** What the configuration file says about events, else the defaults. */
export function eventOptions(configuration: Configuration | undefined) {
	const layers = configuration === undefined ? [] : [configuration.section(eventsSection.key)]
	const {errorBurst, unreachableAfter, keep} = resolveOptions(eventsSection.options, layers)
	return {limits: limitsOf(errorBurst), unreachableAfter, keep}
}

/** A device may print what it finds itself: the series of these events. There may be 100 000 at once. */
function printedSeries(points: readonly Point[]): ReadonlySet<string> {
	const events = points.filter(({measurement}) => measurement.name === linestatEvent.name)
	return new Set(events.map(({tags: {device: _device, source: _source, ...tags}}) => seriesOf(tags)))
}

const seriesOf = (tags: Point['tags']): string =>
	JSON.stringify(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Two of a kind that came to one thing between two polls, as orders do, would be one series twice: the last stands for all. */
function merged(events: readonly StoredEvent[]): StoredEvent[] {
	const bySeries = new Map<string, StoredEvent>()
	for (const event of events) {
		const series = JSON.stringify([event.kind, event.subject])
		const before = bySeries.get(series)
		bySeries.set(series, {...event, count: (before?.count ?? 0) + (event.count ?? 1)})
	}
	return [...bySeries.values()]
}

/** Events stand before the last point, `linestat_poll`, which counts all others. */
function withEvents(points: readonly Point[], events: readonly Point[]): readonly Point[] {
	const poll = points.at(-1)
	if (poll === undefined || events.length === 0) return points
	const counted = {...poll, fields: {...poll.fields, points: Number(poll.fields.points) + events.length}}
	return [...points.slice(0, -1), ...events, counted]
}
