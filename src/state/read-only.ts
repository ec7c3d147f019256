import fs from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {pathToFileURL} from 'node:url'
import type {Database} from './database.ts'
import {isUpToDate, type Schema} from './schema.ts'

/**
 * Opens a file that cannot be written, on a disk that is full or read-only, to know at least what was. Without a lock and
 * without the shared memory of WAL, for which there is no room; so there is nothing to read (undefined) where a killed
 * process has left a journal, or where the tables are those of another version.
 */
export function openImmutable(file: string, schemas: readonly Schema[]): Database | undefined {
	if (!fs.existsSync(file) || hasJournal(file)) return undefined
	const url = pathToFileURL(file)
	url.searchParams.set('immutable', '1')
	let database: Database | undefined
	try {
		database = new DatabaseSync(url, {readOnly: true, timeout: 0})
		if (isUpToDate(database, schemas)) return database
	} catch {
		// It is no database, or cannot be read either: what is wrong with it was told when it was to be written.
	}
	database?.close()
	return undefined
}

const hasJournal = (file: string): boolean =>
	['-wal', '-journal'].some(suffix => (fs.statSync(file + suffix, {throwIfNoEntry: false})?.size ?? 0) > 0)
