import type {GlobalOptions} from '../config/global.ts'
import type {PollModule, Session} from '../devices/device.ts'
import {ExitCode, UsageError} from '../errors.ts'
import type {Log} from '../log.ts'
import type {Point} from '../metrics/model.ts'
import {tidy} from '../metrics/tidy.ts'
import {Interrupted} from './interrupt.ts'
import {encoderOf, formatOf, write} from './print.ts'
import {inOrder, type Outcome, runPoll, type Surroundings} from './run.ts'
import {type Screen, scrollingScreen, terminalScreen} from './screen.ts'
import {nextTick} from './ticks.ts'

/**
 * Reads a device again and again (`config/watch.ts`), each sample under a deadline of its own and printed in one write.
 * Machine formats print counters; the table shows rates where the device has them.
 *
 * Returns the exit status: 0 if at least one sample was good, else that of the last. Being told to end is the normal end,
 * and changes the status only where nothing was printed.
 */
export async function watch(
	around: Surroundings,
	module: PollModule,
	options: Readonly<Record<string, unknown>>,
	global: GlobalOptions,
): Promise<number> {
	const {io, log, interrupt, conversation, args} = around
	const {interval} = options
	if (typeof interval !== 'number') {
		throw new UsageError('--count needs --interval', {hint: 'As in --interval 1s --count 10'})
	}
	if (module.open === undefined) throw new Error(`${around.device.name} has --interval, but no open()`)
	const endless = conversation.replaying ? conversation.exchanges.length : Number.POSITIVE_INFINITY
	const count = typeof options.count === 'number' ? options.count : endless

	const isTable = formatOf(global, io) === 'table'
	const encode = await encoderOf(global, io)
	const screen = screenFor(isTable, around, global)
	const session = await module.open(options, args)
	const tally = createTally(global)
	try {
		for (let taken = 0; taken < count; taken++) {
			// A person wants to see something at once; for programs every sample is taken at its time.
			if (taken > 0 || !isTable) await nextTick(io.clock, interval, interrupt)
			const sample = {...around, log: silentOnce(interrupt, log)}
			const outcome = await runPoll(sample, context => session.read({...context, args}))
			interrupt.throwIfAborted()
			const pieces = encode(isTable ? rows(outcome, session, around) : inOrder(outcome, outcome.points))
			if (screen === undefined) await write(pieces, global, io)
			else screen.show([...pieces].join(''))
			log.flush()
			tally.add(outcome)
		}
	} catch (error) {
		if (!(error instanceof Interrupted)) throw error
		return tally.status() ?? error.exitCode
	} finally {
		screen?.close()
		await session.close()
	}
	return tally.status() ?? ExitCode.ok
}

function screenFor(isTable: boolean, {io}: Surroundings, global: GlobalOptions): Screen | undefined {
	if (!isTable || global.output !== undefined) return undefined
	return io.stdout.isTTY ? terminalScreen(io) : scrollingScreen(io)
}

/** What the table shows of a sample: rates where there are some, and how the poll went. */
function rows(
	{points, devicePoints, exitCode}: Outcome,
	session: Session,
	around: Surroundings,
): readonly Point[] {
	const rates = exitCode === ExitCode.ok ? session.table?.() : undefined
	if (rates === undefined) return points
	const {device, source} = around
	const tags = {...Object.fromEntries(around.tags), device: device.name, source}
	return [
		...rates.map(one => tidy({...one, tags: {...tags, ...one.tags}})),
		...points.slice(devicePoints.length),
	]
}

/** A sample that was given up because the process was told to end is no failure to speak of. */
function silentOnce(interrupt: AbortSignal, log: Log): Log {
	return {...log, error: message => (interrupt.aborted ? undefined : log.error(message))}
}

/** The exit status of all samples together; undefined before the first. */
function createTally({strict, exitZero}: GlobalOptions) {
	let last: number | undefined
	let anyGood = false
	let anyMissing = false
	return {
		add({result, exitCode}: Outcome) {
			last = exitCode
			if (exitCode === ExitCode.ok) anyGood = true
			if (result !== 'ok') anyMissing = true
		},
		status(): number | undefined {
			if (last === undefined) return undefined
			if (anyGood) return anyMissing && strict ? ExitCode.partial : ExitCode.ok
			return exitZero ? ExitCode.ok : last
		},
	}
}
