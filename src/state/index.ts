import path from 'node:path'
import {type Clock, sleep} from '../clock.ts'
import {ConfigError} from '../errors.ts'
import type {Log} from '../log.ts'
import {type Database, openDatabase, shrink} from './database.ts'
import {type Documents, documents} from './documents.ts'
import {type EventStore, eventStore} from './events.ts'
import {isBusy, isDamaged, moveAside, stateError} from './failure.ts'
import {openImmutable} from './read-only.ts'
import {type Schema, upgrade} from './schema.ts'

export type {Database} from './database.ts'
export type {DocumentKey, Documents} from './documents.ts'
export type {EventFilter, EventRecord, EventStore, StoredEvent, TargetRecord} from './events.ts'
export type {Schema} from './schema.ts'

/** Name of the file in the folder for state. */
export const STATE_FILE = 'linestat.sqlite'

export interface StateOptions {
	readonly clock: Clock
	readonly log: Log
	/** Longest wait for a transaction of another process (default: 3 s). */
	readonly waitMs?: number
	/** Ends the waiting with its reason. */
	readonly signal?: AbortSignal
	/** Tables beside those that every device uses. */
	readonly schemas?: readonly Schema[]
}

/** What one transaction may read and write. It is valid until the transaction ends. */
export interface Transaction {
	/** Small documents by device: what a poll leaves for the next. */
	readonly documents: Documents
	readonly events: EventStore
	/** For tables of one's own (`StateOptions.schemas`); statements belong to this transaction. */
	readonly database: Pick<Database, 'prepare' | 'exec'>
	/** Wall clock at the start of the transaction, milliseconds since 1970. */
	readonly now: number
}

/** The file of everything that is kept between polls, open. */
export interface State {
	readonly file: string
	/** Where a damaged file was moved to, if that happened: what was kept is lost, and the run should not end with 0. */
	readonly movedAside: string | undefined
	/**
	 * Runs `work` with the file locked against all other writers: all of it is kept or, if it throws or the process dies,
	 * nothing. `work` is synchronous, and may be run again after a failure of the file, so it only reads and writes what it
	 * is given. Throws `ConfigError` where the file is locked for longer than `waitMs`, full or read-only.
	 */
	transaction<T>(work: (transaction: Transaction) => T): Promise<T>
	close(): void
}

/**
 * Opens the file in this folder, made if needed. A damaged one is moved aside, with a warning, and begun anew. Throws
 * `ConfigError` where a newer linestat wrote it, or where it cannot be opened.
 */
export async function openState(folder: string, options: StateOptions): Promise<State> {
	const file = path.join(folder, STATE_FILE)
	const {clock, log, schemas = []} = options
	let movedAside: string | undefined

	const open = () => {
		const database = openDatabase(file)
		try {
			upgrade(database, schemas, file)
			return database
		} catch (error) {
			database.close()
			throw error
		}
	}
	const repairing = async <T>(work: () => T): Promise<T> => {
		try {
			return await patiently(work, file, options)
		} catch (error) {
			if (!isDamaged(error) || movedAside !== undefined) throw stateError(error, file)
			database?.close()
			movedAside = moveAside(file, clock)
			log.warn(`The state ${file} was damaged and is begun anew; the old file is ${movedAside}`)
			database = await patiently(open, file, options)
			return await patiently(work, file, options)
		}
	}

	let database: Database | undefined
	await repairing(() => {
		database ??= open()
	})
	return {
		file,
		get movedAside() {
			return movedAside
		},
		async transaction(work) {
			return await repairing(() => {
				if (database === undefined) throw new Error('the state is closed')
				return within(database, work, Number(clock.now() / 1_000_000n))
			})
		},
		close() {
			if (database === undefined) return
			shrink(database)
			database.close()
			database = undefined
		},
	}
}

/**
 * Opens the file as an earlier run has left it, where it cannot be written, for reading alone. Undefined where there is
 * nothing to read.
 */
export function openStateForReading(
	folder: string,
	{clock, schemas = []}: Pick<StateOptions, 'clock' | 'schemas'>,
): State | undefined {
	const file = path.join(folder, STATE_FILE)
	const database = openImmutable(file, schemas)
	if (database === undefined) return undefined
	return {
		file,
		movedAside: undefined,
		async transaction(work) {
			try {
				const now = Number(clock.now() / 1_000_000n)
				return work({documents: documents(database, now), events: eventStore(database), database, now})
			} catch (error) {
				throw stateError(error, file)
			}
		},
		close: () => database.close(),
	}
}

function within<T>(database: Database, work: (transaction: Transaction) => T, now: number): T {
	database.exec('BEGIN IMMEDIATE')
	try {
		const result = work({documents: documents(database, now), events: eventStore(database), database, now})
		database.exec('COMMIT')
		return result
	} catch (error) {
		// Some failures, a full disk among them, have rolled it back already.
		if (database.isTransaction) database.exec('ROLLBACK')
		throw error
	}
}

/**
 * Tries until nobody else has the file locked. The waiting is done here, since SQLite's own would stop the timers of this
 * process.
 */
async function patiently<T>(
	work: () => T,
	file: string,
	{clock, waitMs = 3000, signal = new AbortController().signal}: StateOptions,
): Promise<T> {
	const start = clock.monotonic()
	for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
		try {
			return work()
		} catch (cause) {
			if (!isBusy(cause)) throw cause
			const waited = clock.monotonic() - start
			if (waited >= waitMs) {
				throw new ConfigError(`The state ${file} has been locked for ${(waited / 1000).toFixed(1)} s`, {
					hint: 'Another poll is writing it: let polls that share a folder for state run less often, or give them more time',
				})
			}
			await sleep(Math.min(pause, waitMs - waited), signal)
		}
	}
}
