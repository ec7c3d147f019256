import {ConfigError} from '../errors.ts'
import type {Database} from './database.ts'

/**
 * Tables of one part of the program. Each migration is SQL that leads from one version to the next; the version is how
 * many have been carried out. Released ones never change: what differs is a migration more.
 */
export interface Schema {
	readonly name: string
	readonly migrations: readonly string[]
}

/** What every device uses. */
const core: Schema = {
	name: 'linestat',
	migrations: [
		`
		CREATE TABLE document (
			device TEXT NOT NULL,
			source TEXT NOT NULL,
			key TEXT NOT NULL,
			value TEXT NOT NULL, -- JSON
			time INTEGER NOT NULL, -- of the last writing, milliseconds since 1970
			PRIMARY KEY (device, source, key)
		) STRICT, WITHOUT ROWID;
		CREATE TABLE event (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			time INTEGER NOT NULL, -- milliseconds since 1970
			kind TEXT NOT NULL,
			device TEXT NOT NULL,
			source TEXT NOT NULL,
			subject TEXT NOT NULL, -- tags of the thing, as JSON
			before TEXT,
			after TEXT,
			message TEXT NOT NULL,
			count INTEGER NOT NULL DEFAULT 1,
			routed INTEGER NOT NULL DEFAULT 0 -- its deliveries have been made
		) STRICT;
		CREATE INDEX event_unrouted ON event (device, source) WHERE routed = 0;
		CREATE INDEX event_time ON event (time);
		CREATE TABLE delivery (
			event INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
			target TEXT NOT NULL,
			state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'dropped')),
			claimed_until INTEGER NOT NULL DEFAULT 0, -- a process is sending it
			PRIMARY KEY (event, target)
		) STRICT, WITHOUT ROWID;
		CREATE INDEX delivery_pending ON delivery (target, event) WHERE state = 'pending';
		CREATE TABLE target (
			name TEXT PRIMARY KEY,
			failures INTEGER NOT NULL DEFAULT 0, -- in a row
			not_before INTEGER NOT NULL DEFAULT 0,
			dropped INTEGER NOT NULL DEFAULT 0, -- events given up since the last message
			window_start INTEGER NOT NULL DEFAULT 0,
			sent INTEGER NOT NULL DEFAULT 0 -- messages since then
		) STRICT, WITHOUT ROWID;
		`,
		// Names and texts, as JSON.
		'ALTER TABLE event ADD COLUMN details TEXT',
	],
}

/** Brings the tables to the newest version. Throws `ConfigError` where a newer linestat has been here. */
export function upgrade(database: Database, schemas: readonly Schema[], file: string): void {
	if (isUpToDate(database, schemas)) return
	const all = [core, ...schemas]
	database.exec('BEGIN IMMEDIATE')
	try {
		database.exec(
			'CREATE TABLE IF NOT EXISTS schema (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT',
		)
		for (const schema of all) migrate(database, schema, file)
		database.exec('COMMIT')
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK')
		throw error
	}
}

export const isUpToDate = (database: Database, schemas: readonly Schema[]): boolean =>
	[core, ...schemas].every(schema => versionOf(database, schema) === schema.migrations.length)

function migrate(database: Database, schema: Schema, file: string): void {
	const {name, migrations} = schema
	const version = versionOf(database, schema)
	if (version > migrations.length) {
		throw new ConfigError(`The state ${file} was written by a newer linestat (${name} ${version})`, {
			hint: 'Use that version, or another folder with --state-dir',
		})
	}
	for (const migration of migrations.slice(version)) database.exec(migration)
	database
		.prepare('INSERT INTO schema VALUES (?, ?) ON CONFLICT DO UPDATE SET version = excluded.version')
		.run(name, migrations.length)
}

function versionOf(database: Database, {name}: Schema): number {
	const exists = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'schema'`).get()
	if (exists === undefined) return 0
	return Number(database.prepare('SELECT version FROM schema WHERE name = ?').get(name)?.version ?? 0)
}
