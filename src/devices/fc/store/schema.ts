import type {Schema} from '../../../state/index.ts'

/**
 * What is kept of the collectors and exporters. Times are seconds of accounting time (`state/accounting.ts`) unless said
 * otherwise. A row of an exporter is written only when something about it changes, never because time passes: a time that
 * is NULL in it is that of the last poll.
 */
export const fcSchema: Schema = {
	name: 'fc',
	migrations: [
		`
		CREATE TABLE fc_site (
			id INTEGER PRIMARY KEY,
			name TEXT NOT NULL UNIQUE,
			at INTEGER NOT NULL, -- the last poll
			wall INTEGER NOT NULL, -- the same by the wall clock
			uptime REAL,
			boot_id TEXT,
			max_gap INTEGER NOT NULL
		) STRICT;
		CREATE TABLE fc_collector (
			site INTEGER NOT NULL REFERENCES fc_site (id) ON DELETE CASCADE,
			name TEXT NOT NULL,
			bit INTEGER NOT NULL, -- in fc_exporter.listed and positive
			result TEXT NOT NULL, -- of the last poll
			read_at INTEGER, -- last good read
			rows INTEGER, -- of that read
			size INTEGER, -- of the last whole file, in bytes
			modified INTEGER, -- Unix seconds by the collector's clock
			seen_at INTEGER,
			PRIMARY KEY (site, name)
		) STRICT, WITHOUT ROWID;
		CREATE TABLE fc_pause (
			site INTEGER NOT NULL REFERENCES fc_site (id) ON DELETE CASCADE,
			start INTEGER NOT NULL,
			finish INTEGER NOT NULL,
			PRIMARY KEY (site, start)
		) STRICT, WITHOUT ROWID;
		CREATE TABLE fc_exporter (
			id INTEGER PRIMARY KEY,
			site INTEGER NOT NULL REFERENCES fc_site (id) ON DELETE CASCADE,
			exporter TEXT NOT NULL,
			interface TEXT,
			shown TEXT NOT NULL, -- state at the last poll
			state TEXT, -- last definite one
			definite_at INTEGER, -- NULL: at the last poll
			first_definite INTEGER NOT NULL,
			since INTEGER NOT NULL,
			run_from INTEGER NOT NULL,
			ever_up INTEGER NOT NULL,
			zeros INTEGER NOT NULL,
			zero_at INTEGER NOT NULL,
			absent_since INTEGER,
			listed_at INTEGER, -- NULL: at the last poll
			listed INTEGER NOT NULL,
			positive INTEGER NOT NULL
		) STRICT;
		CREATE INDEX fc_exporter_site ON fc_exporter (site);
		CREATE TABLE fc_interval (
			exporter INTEGER NOT NULL REFERENCES fc_exporter (id) ON DELETE CASCADE,
			kind TEXT NOT NULL CHECK (kind IN ('down', 'unobserved')),
			start INTEGER NOT NULL,
			finish INTEGER NOT NULL,
			PRIMARY KEY (exporter, kind, start)
		) STRICT, WITHOUT ROWID;
		CREATE INDEX fc_interval_finish ON fc_interval (finish);
		CREATE TABLE fc_change (
			id INTEGER PRIMARY KEY,
			exporter INTEGER NOT NULL REFERENCES fc_exporter (id) ON DELETE CASCADE,
			at INTEGER NOT NULL,
			state TEXT NOT NULL,
			uncertain INTEGER NOT NULL,
			lasted INTEGER NOT NULL -- seconds in the state before
		) STRICT;
		CREATE INDEX fc_change_at ON fc_change (at);
		CREATE INDEX fc_change_exporter ON fc_change (exporter);
		`,
		// When its reads began to succeed, or to fail; NULL where that is not known.
		'ALTER TABLE fc_collector ADD COLUMN since INTEGER',
	],
}
