import {ConfigError, LinestatError} from '../../errors.ts'
import {point} from '../../metrics/model.ts'
import {elapsed, type Moment} from '../../state/accounting.ts'
import type {PollContext} from '../device.ts'
import {collectorsOf} from './configured.ts'
import {eventPoint, eventsOf, keepEvents} from './events.ts'
import {NoCollectorError} from './failed.ts'
import type {Findings} from './findings.ts'
import {type Gathered, gather, type Times} from './gather.ts'
import {fcCollector} from './metrics.ts'
import {momentOfPoll} from './moment.ts'
import {DEFAULT_SITE, type FcOptions, parametersOf} from './options.ts'
import {exporterPoints, totalPoint} from './points.ts'
import {assignBits} from './slots.ts'
import {loadExporters, loadLedger, loadSite} from './store/load.ts'
import {openStore} from './store/open.ts'
import {saveSite} from './store/save.ts'
import type {Site} from './store/site.ts'
import {noPast, survey} from './survey.ts'

/** Reads all collectors, judges every exporter with what is remembered, and remembers what was found. */
export async function poll(options: FcOptions, context: PollContext): Promise<void> {
	const collectors = await collectorsOf(options, context)
	const parameters = parametersOf(options)
	const folder = context.replaying ? undefined : await context.stateDir()
	using store = context.replaying ? undefined : await openStore(folder, options.site, context)
	const moment = momentOfPoll(options, context.clock)
	const before = await store?.read(database => loadSite(database, options.site))
	const times = timesOf(before, moment)
	const {bits, removed} = assignBits(collectors, before?.collectors ?? [])

	const {gathered, sightings} = await gather(
		collectors,
		before?.collectors ?? [],
		bits,
		times,
		options,
		context,
	)
	context.signal.throwIfAborted()
	const reads = readsOf(gathered)
	const judged =
		before === undefined
			? undefined
			: await store?.read(database => {
					const {window, month} = parameters
					const ledger = loadLedger(database, before.id, times.at, month, times.at - window)
					const past = {exporters: loadExporters(database, before), ledger, removed}
					return survey(before, past, sightings, reads, times.at, parameters)
				})
	const {findings, written, changed, pause} =
		judged ?? survey(undefined, noPast, sightings, reads, times.at, parameters)

	report(gathered, findings, times, options.site, context)
	if (context.replaying) return
	const leaving = {
		name: options.site,
		at: times.at,
		moment,
		parameters,
		collectors: gathered.map(({known}) => known),
		pause,
		written,
	}
	const events = eventsOf({before, gathered, changed, times, source: context.source})
	const isSaved = await store?.save(transaction => {
		saveSite(transaction.database, leaving)
		keepEvents(transaction, events)
	})
	// What was not saved will be found again by the next poll.
	if (isSaved) context.add(events.map(event => eventPoint(event, BigInt(times.wall) * 1_000_000_000n)))
	if (folder === undefined) {
		context.fail(
			new ConfigError('Nothing can be remembered of this poll', {hint: 'Name a folder with --state-dir'}),
		)
	}
}

/** Accounting time goes on by what has passed since the poll before, and never jumps. */
function timesOf(before: Site | undefined, moment: Moment): Times {
	const {wall} = moment
	return {wall, at: before === undefined ? wall : before.at + Math.round(elapsed(before.moment, moment))}
}

function readsOf(gathered: readonly Gathered[]) {
	const bits = (which: (one: Gathered) => boolean) =>
		gathered.filter(which).reduce((mask, {known}) => mask | known.bit, 0)
	return {
		ok: bits(({result}) => result === 'ok'),
		failed: bits(({result}) => result !== 'ok'),
		never: bits(({known}) => known.readAt === undefined),
	}
}

function report(
	gathered: readonly Gathered[],
	findings: Findings,
	{at, wall}: Times,
	siteName: string,
	context: PollContext,
): void {
	const timestamp = BigInt(wall) * 1_000_000_000n
	const site = siteName === DEFAULT_SITE ? undefined : siteName
	context.add([totalPoint(findings, site, timestamp)])
	context.add(
		gathered.map(({known, result, rows, rowsBad, modified}) => ({
			...point(
				fcCollector,
				{source: known.name, site},
				{
					up: result === 'ok',
					rows,
					rows_bad: rowsBad,
					age_seconds: modified === undefined ? undefined : wall - modified,
					result,
				},
			),
			timestamp,
		})),
	)
	context.addMany(exporterPoints(findings, wall - at, site, timestamp))
	if (gathered.every(({result}) => result !== 'ok')) {
		const [first, ...more] = gathered
		const error = first?.error
		context.fail(
			more.length === 0 && error instanceof LinestatError
				? error
				: new NoCollectorError(gathered.map(({known, error: reason}) => [known.name, reason])),
		)
	}
}
