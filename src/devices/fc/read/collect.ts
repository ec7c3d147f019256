import {readSecretFile} from '../../../config/secret-file.ts'
import {type Deadline, startDeadline} from '../../../deadline.ts'
import {ConnectError, ParseError} from '../../../errors.ts'
import {NoSuchFileError, openSsh, type SshContext} from '../../../transports/ssh/index.ts'
import type {PollContext} from '../../device.ts'
import type {Collector} from '../collector.ts'
import type {FcOptions} from '../options.ts'
import type {Wanted} from '../table/columns.ts'
import {TableError} from '../table/failure.ts'
import type {Names} from '../table/names.ts'
import {parseTable} from '../table/parse.ts'
import {readWhole, type WholeTable} from './attempt.ts'
import {type OpenTable, openTable} from './source.ts'

const RETRY_MS = 1000

/** Reads the table of one collector, and gives its exporters names. Rejects with a `LinestatError` that names it. */
export async function readCollector(
	collector: Collector,
	rowsBefore: number | undefined,
	names: Names,
	options: FcOptions,
	context: PollContext,
): Promise<WholeTable> {
	const path = collector.path ?? options.path
	const deadline = deadlineOf(collector, context)
	const signal = AbortSignal.any([context.signal, deadline.signal])
	const attempts = {
		isGone: (error: unknown) => error instanceof NoSuchFileError,
		wanted: wantedOf(options),
		names,
		rowsBefore,
		signal,
		pauseMs: RETRY_MS,
	}
	const live = async (open?: (table: OpenTable) => OpenTable) => {
		await using connection = await openSsh(collector.target, sshOf(collector, options), {
			...sshContext(collector, context),
			signal,
		})
		return await readWhole({
			...attempts,
			open: async () => (open ?? (table => table))(await openTable(connection, path)),
		})
	}
	try {
		// A conversation is text in memory, which is what a poll without --capture does without.
		if (!context.replaying && !context.recording) return await live()
		return await recorded(collector, path, names, options, context, live)
	} catch (error) {
		if (error instanceof TableError) {
			throw new TableError(error.reading as 'torn', `${path} on ${collector.name} cannot be used`, {
				cause: error,
			})
		}
		throw error
	} finally {
		deadline.clear()
	}
}

/** The time of the last packet matters to two of the rules, which are off by default. */
const wantedOf = ({keyColumns, quietGrace, neverActive}: FcOptions): Wanted => ({
	keys: keyColumns,
	lastActive: quietGrace > 0 || neverActive === 'ignore',
})

/** A part of the poll's time is kept for what follows the reading. */
function deadlineOf({name, timeoutMs}: Collector, {clock, remaining}: PollContext): Deadline {
	const left = remaining()
	const most = left - Math.min(2000, left / 4)
	const milliseconds = Math.min(timeoutMs ?? most, most)
	const late = () =>
		new ConnectError(`${name} did not answer within ${(milliseconds / 1000).toFixed(1)} s`, {
			result: 'timeout',
			hint: 'Check that it is on and reachable, or give it more time with --timeout',
		})
	return startDeadline(clock, clock.monotonic() + milliseconds, late)
}

function sshOf({identityFile, hostKey, knownHosts}: Collector, options: FcOptions) {
	return {
		...options,
		...(identityFile !== undefined && {identityFile}),
		...(hostKey !== undefined && {hostKey}),
		...(knownHosts !== undefined && {knownHosts}),
	}
}

/** The context of the poll, with the secrets of this collector. */
function sshContext({passwordFile, password}: Collector, context: PollContext): SshContext {
	return {
		...context,
		async secret(name) {
			if (name !== 'password' || (passwordFile ?? password) === undefined) return context.secret(name)
			const secret =
				passwordFile === undefined ? password : readSecretFile(passwordFile, false, context.env.HOME)
			if (secret !== undefined) context.log.hide(secret)
			return secret
		},
	}
}

/** One exchange: a line with size and time of the file, then the file. */
async function recorded(
	{name}: Collector,
	path: string,
	names: Names,
	options: FcOptions,
	context: PollContext,
	live: (open: (table: OpenTable) => OpenTable) => Promise<WholeTable>,
): Promise<WholeTable> {
	const text = await context.exchange(`${name} ${path}`, async () => {
		let pieces: Buffer[] = []
		const {file} = await live(table => ({
			...table,
			stat: () => table.stat(),
			async *read() {
				pieces = []
				for await (const piece of table.read()) {
					pieces.push(piece)
					yield piece
				}
			},
			[Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
		}))
		return `${file.size} ${file.modified}\n${Buffer.concat(pieces).toString()}`
	})
	const [, size, modified, table = ''] = /^(\d+) (\d+)\n(.*)$/s.exec(text) ?? []
	if (size === undefined)
		throw new ParseError(`The capture of ${name} does not begin with the size of the file`)
	async function* pieces() {
		yield Buffer.from(table)
	}
	// Addresses are replaced in captures, so the length may differ.
	const reading = await parseTable(pieces(), wantedOf(options), names)
	return {reading, file: {size: Number(size), modified: Number(modified)}}
}
