import type {SecretReader} from '../config/secrets.ts'
import type {Conversation} from '../conversation.ts'
import {type Deadline, startDeadline} from '../deadline.ts'
import type {Device, PollContext} from '../devices/device.ts'
import {
	ConnectError,
	describe,
	ExitCode,
	exitCodeOf,
	LinestatError,
	type Result,
	resultOf,
} from '../errors.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {type Point, point} from '../metrics/model.ts'
import {joined, type Points} from '../metrics/points.ts'
import {linestatPoll, linestatSection} from '../metrics/poll.ts'
import {tidy} from '../metrics/tidy.ts'

/** What one poll of one device needs from the program around it. */
export interface Surroundings {
	readonly device: Device
	readonly source: string
	readonly args: readonly string[]
	readonly io: Io
	readonly log: Log
	readonly conversation: Conversation
	readonly timeoutMs: number
	/** Tags of the user; a point's own tag of the same name wins. */
	readonly tags: readonly (readonly [key: string, value: string])[]
	readonly secret: SecretReader
	readonly stateDir: PollContext['stateDir']
	readonly statePlaces: readonly string[]
	/** Aborts when the process is told to end. */
	readonly interrupt: AbortSignal
	/** Milliseconds on the monotonic clock from which the deadline counts; by default now. */
	readonly startedAt?: number
}

export interface Outcome {
	/** Everything to print but `many`, `linestat_poll` last, all with one timestamp. */
	readonly points: readonly Point[]
	/** Points that are made when they are printed. They stand behind those of `devicePoints`. */
	readonly many: Points
	/** The points of the device alone, as it handed them over. */
	readonly devicePoints: readonly Point[]
	readonly result: Result
	readonly exitCode: number
	/** When the device answered, on the monotonic clock. */
	readonly at: number
	/** What ended the poll, if something did. */
	readonly error: unknown
}

/**
 * Runs `read` under one deadline and turns whatever happens into points: never throws, and never takes longer than the
 * timeout, whether the device hangs, lies or drops. A part of the time-out is kept back so that sessions can be left.
 */
export async function runPoll(
	around: Surroundings,
	read: (context: PollContext) => Promise<void>,
): Promise<Outcome> {
	const {device, source, io, log, timeoutMs} = around
	const start = io.clock.monotonic()
	const graceMs = Math.min(250, timeoutMs / 10)
	const late = () =>
		new ConnectError(`${device.name} ${source} did not answer within ${seconds(timeoutMs)} s`, {
			result: 'timeout',
			hint: 'Check that it is on and reachable, or give it more time with --timeout',
		})
	const endAt = (around.startedAt ?? start) + timeoutMs - graceMs
	const deadline = startDeadline(io.clock, endAt, late, io.after, around.interrupt)
	const {signal} = deadline
	const collected = collect(around, signal, deadline)

	let error: unknown
	try {
		await endingWith(signal, graceMs, read(collected.context))
	} catch (reason) {
		error = reason
	}
	deadline.clear()

	const at = io.clock.monotonic()
	const {devicePoints, lists, sections, failure} = collected.close()
	const failed = sections.filter(section => section.error !== undefined)
	error = failure ?? error
	const result =
		failure === undefined
			? judge(devicePoints.length > 0 || lists.some(({length}) => length > 0), error, failed, sections.length)
			: resultOf(failure)
	error ??= result === 'ok' || result === 'partial' ? undefined : failed[0]?.error
	tell(around, result, error, failed, sections.length)

	// One for all points of a poll: the time that the device's own points say, if they say one.
	const timestamp = devicePoints[0]?.timestamp ?? io.clock.now()
	const userTags = around.tags.length === 0 ? undefined : Object.fromEntries(around.tags)
	const finish = (one: Point) => {
		const timed = one.timestamp === undefined ? {...one, timestamp} : one
		const tagged = userTags === undefined ? timed : {...timed, tags: {...userTags, ...one.tags}}
		return tidy(tagged, reason => log.warn(reason))
	}
	const many = joined(lists, finish)
	const all = [...devicePoints, ...sections.map(section => section.point)]
	const up = result === 'ok' || result === 'partial'
	const exitCode = up ? ExitCode.ok : exitCodeOf(error)
	all.push(
		point(
			linestatPoll,
			{device: device.name, source},
			{
				up,
				duration_seconds: seconds(at - start),
				points: all.length + many.length,
				errors: failed.length,
				result,
				result_code: exitCode,
			},
		),
	)
	return {points: all.map(finish), many, devicePoints, result, exitCode, at, error}
}

/** Everything to print, in its order. `points`: those of the outcome, perhaps with some more before the last. */
export function* inOrder({devicePoints, many}: Outcome, points: readonly Point[]): Generator<Point> {
	yield* points.slice(0, devicePoints.length)
	yield* many
	yield* points.slice(devicePoints.length)
}

interface Section {
	readonly name: string
	readonly error: unknown
	readonly point: Point
}

/** The context of one poll, and what was handed to it; after `close` it takes nothing more. */
function collect(around: Surroundings, signal: AbortSignal, deadline: Deadline) {
	const {device, source, io, log, conversation} = around
	const devicePoints: Point[] = []
	const lists: Points[] = []
	const sections: Section[] = []
	let closed = false
	let failure: unknown

	const mark = (one: Point): Point => {
		const hasSource = 'source' in one.measurement.tags
		const hasDevice = 'device' in one.measurement.tags
		const added = {...(hasDevice && {device: device.name}), ...(hasSource && {source})}
		return hasSource || hasDevice ? {...one, tags: {...added, ...one.tags}} : one
	}
	const add = (points: Iterable<Point>) => {
		if (closed) return
		for (const one of points) devicePoints.push(mark(one))
	}
	const context: PollContext = {
		args: around.args,
		signal,
		remaining: deadline.remaining,
		after: io.after,
		log,
		clock: io.clock,
		env: io.env,
		source,
		add,
		addMany(points) {
			if (!closed) lists.push(joined([points], mark))
		},
		fail(error) {
			failure ??= error
		},
		async section(name, read) {
			const start = io.clock.monotonic()
			let error: unknown
			try {
				signal.throwIfAborted()
				add(await endingWith(signal, 0, read()))
			} catch (reason) {
				error = reason
			}
			if (closed) return false
			const duration_seconds = seconds(io.clock.monotonic() - start)
			const tags = {device: device.name, source, section: name}
			const result = error === undefined ? 'ok' : resultOf(error)
			const fields = {up: error === undefined, duration_seconds, result}
			sections.push({name, error, point: point(linestatSection, tags, fields)})
			return error === undefined
		},
		exchange: (question, ask, heard) => conversation.exchange(question, ask, heard),
		replaying: conversation.replaying,
		recording: conversation.recording,
		secret: name => around.secret(name, {signal, pausing: deadline.pausing}),
		stateDir: around.stateDir,
		statePlaces: around.statePlaces,
	}
	return {
		context,
		close() {
			closed = true
			return {devicePoints, lists, sections, failure}
		},
	}
}

/** The promise, or the signal's reason if it has not settled some time after the signal aborted. */
async function endingWith<T>(signal: AbortSignal, graceMs: number, promise: Promise<T>): Promise<T> {
	const {promise: ended, reject} = Promise.withResolvers<never>()
	let timer: NodeJS.Timeout | undefined
	const aborted = () => {
		timer = setTimeout(() => reject(signal.reason), graceMs)
	}
	if (signal.aborted) aborted()
	else signal.addEventListener('abort', aborted, {once: true})
	try {
		return await Promise.race([promise, ended])
	} catch (error) {
		// Whatever broke because of the abort, the abort is the reason.
		throw signal.aborted && !(error instanceof LinestatError) ? signal.reason : error
	} finally {
		clearTimeout(timer)
		signal.removeEventListener('abort', aborted)
		promise.catch(() => {})
	}
}

function judge(hasData: boolean, error: unknown, failed: readonly Section[], sections: number): Result {
	if (error !== undefined) {
		const word = resultOf(error)
		return hasData && word !== 'internal' ? 'partial' : word
	}
	if (failed.length === 0) return 'ok'
	return hasData || failed.length < sections ? 'partial' : resultOf(failed[0]?.error)
}

/** One line: the error that ended the poll, or the warning that a part is missing. */
function tell(
	{device, source, log}: Surroundings,
	result: Result,
	error: unknown,
	failed: readonly Section[],
	sections: number,
): void {
	for (const one of [error, ...failed.map(section => section.error)]) {
		if (one instanceof Error && one.stack !== undefined) log.debug(one.stack)
	}
	if (result === 'ok') return
	if (result !== 'partial') {
		log.error(describe(error))
		return
	}
	const parts = failed.map(section => `${section.name} (${describe(section.error)})`)
	if (error !== undefined) parts.push(describe(error))
	const count = failed.length > 0 ? `${failed.length} of ${sections} sections failed` : 'only a part was read'
	log.warn(`${device.name} ${source}: ${count}: ${parts.join(', ')}`)
}

/** Seconds of a time in milliseconds, to the microsecond. */
const seconds = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1_000_000
