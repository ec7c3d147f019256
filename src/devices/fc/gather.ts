import {LinestatError} from '../../errors.ts'
import {NoSuchFileError} from '../../transports/ssh/index.ts'
import type {PollContext} from '../device.ts'
import type {Collector} from './collector.ts'
import {type FcOptions, parametersOf} from './options.ts'
import {readCollector} from './read/collect.ts'
import {meet} from './read/stale.ts'
import type {KnownCollector} from './store/site.ts'
import {type ReadResult, TableError} from './table/failure.ts'
import {merge} from './table/merge.ts'
import {Names} from './table/names.ts'
import type {Reading} from './table/parse.ts'
import type {Sightings} from './table/sightings.ts'

/** How the read of one collector ended. */
export interface Gathered {
	readonly known: KnownCollector
	readonly result: ReadResult
	/** What the file is like, also where it is stale. */
	readonly rows?: number
	readonly rowsBad?: number
	readonly modified?: number
	readonly error?: unknown
}

/** Rows only where the result is ok. */
interface Read extends Gathered {
	readonly reading?: Reading
}

/** The time of a poll, by both clocks, in seconds. */
export interface Times {
	readonly at: number
	readonly wall: number
}

/** Reads all collectors at once, each as a section of the poll that may fail alone, and puts together what they say. */
export async function gather(
	collectors: readonly Collector[],
	known: readonly KnownCollector[],
	bits: ReadonlyMap<string, number>,
	times: Times,
	options: FcOptions,
	context: PollContext,
): Promise<{gathered: readonly Gathered[]; sightings: Sightings}> {
	const names = new Names()
	const one = async (collector: Collector): Promise<Read> => {
		const {name} = collector
		const met = known.find(other => other.name === name)
		const before: KnownCollector = met ?? {
			name,
			bit: bits.get(name) ?? 0,
			result: 'fail',
			since: undefined,
			readAt: undefined,
			rows: undefined,
			identity: undefined,
		}
		let gathered: Read = {known: {...before, result: 'fail'}, result: 'fail'}
		await context.section(name, async () => {
			try {
				gathered = await read(collector, before, times, names, options, context)
				if (gathered.error !== undefined) throw gathered.error
			} catch (error) {
				if (gathered.error === undefined) gathered = failed(before, error)
				throw error
			}
			return []
		})
		const isAsBefore = (met?.result === 'ok') === (gathered.result === 'ok')
		const since = met !== undefined && isAsBefore ? met.since : times.at
		return {...gathered, known: {...gathered.known, since}}
	}
	const reads = await Promise.all(collectors.map(one))
	return {
		sightings: merge(
			names,
			reads.flatMap(({known: {bit}, reading}) => (reading === undefined ? [] : [{bit, reading}])),
			parametersOf(options),
		),
		// The rows have been taken over, and need not be kept.
		gathered: reads.map(({reading: _reading, ...gathered}) => gathered),
	}
}

async function read(
	collector: Collector,
	before: KnownCollector,
	{at, wall}: Times,
	names: Names,
	options: FcOptions,
	context: PollContext,
): Promise<Read> {
	const {reading, file} = await readCollector(collector, before.rows, names, options, context)
	const {identity, isStale} = meet(file, before.identity, {at, wall, staleAfter: options.staleAfter})
	const rows = reading.exporters.length
	const about = {rows, rowsBad: reading.bad, modified: file.modified}
	if (!isStale) {
		return {known: {...before, result: 'ok', readAt: at, rows, identity}, result: 'ok', reading, ...about}
	}
	const since =
		identity.seenAt === undefined ? 'is more than a day old' : `has not changed for ${at - identity.seenAt} s`
	const error = new TableError('stale', `The file on ${collector.name} ${since}`, {
		hint: 'Check that its engine runs',
	})
	return {known: {...before, result: 'stale', identity}, result: 'stale', error, ...about}
}

function failed(before: KnownCollector, error: unknown): Gathered {
	const result = resultOf(error)
	return {known: {...before, result}, result, error}
}

function resultOf(error: unknown): ReadResult {
	if (error instanceof TableError) return error.reading
	if (error instanceof NoSuchFileError) return 'gone'
	if (error instanceof LinestatError) return 'fail'
	throw error
}
