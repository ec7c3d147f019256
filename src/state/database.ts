import fs from 'node:fs'
import {DatabaseSync} from 'node:sqlite'

/** An open file of SQLite; synchronous, and never waiting for a lock. */
export type Database = DatabaseSync

/** Numbers that `statfs` gives file systems of other machines, on which processes cannot share the memory WAL needs. */
const REMOTE = new Set([
	0x6969, // NFS
	0xff534d42, // CIFS
	0xfe534d42, // SMB 2 and 3
	0x01021997, // 9P, as WSL and virtual machines use it
	0x65735546, // FUSE: sshfs and others
	0x00c36400, // Ceph
	0x5346414f, // AFS
])
/** Free pages that are worth giving back, and how many of them at once: 4 MiB each. */
const MANY_PAGES = 1024

/** Opens a file, made private to its user where it is missing. Throws the errors of SQLite and of the file system. */
export function openDatabase(file: string): Database {
	const isNew = createPrivate(file)
	const database = new DatabaseSync(file, {timeout: 0})
	try {
		// Takes effect on an empty file alone.
		if (isNew || pragma(database, 'page_count') === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL')
		// Readers do not hold up a poll with WAL. Without it SQLite keeps a rollback journal, which works everywhere.
		database.exec(`PRAGMA journal_mode = ${isRemote(file) ? 'DELETE' : 'WAL'}`)
		// A poll that has ended is kept even if power fails: its events may have been sent.
		database.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304')
		return database
	} catch (error) {
		database.close()
		throw error
	}
}

/** Gives space back that retention has freed, when it is a lot. Whatever fails here can wait for the next time. */
export function shrink(database: Database): void {
	try {
		const free = pragma(database, 'freelist_count')
		if (free < MANY_PAGES || free < pragma(database, 'page_count') / 4) return
		database.exec(`PRAGMA incremental_vacuum(${MANY_PAGES})`)
	} catch {
		// Locked, full or read-only.
	}
}

function createPrivate(file: string): boolean {
	try {
		fs.closeSync(fs.openSync(file, 'wx', 0o600))
		return true
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
		throw error
	}
}

function isRemote(file: string): boolean {
	try {
		return REMOTE.has(fs.statfsSync(file).type)
	} catch {
		return true
	}
}

function pragma(database: Database, name: string): number {
	return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])
}
