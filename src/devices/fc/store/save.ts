import type {Moment} from '../../../state/accounting.ts'
import type {Interval} from '../rules/interval.ts'
import type {Parameters} from '../rules/parameters.ts'
import {partsOf} from '../table/key.ts'
import {COLUMNS, type Writing} from './row.ts'
import type {Database, KnownCollector} from './site.ts'

/** What a poll leaves for the next. */
export interface Leaving {
	readonly name: string
	readonly at: number
	readonly moment: Moment
	readonly parameters: Parameters
	readonly collectors: readonly KnownCollector[]
	/** The hole that this poll has ended. */
	readonly pause: Interval | undefined
	readonly written: readonly Writing[]
}

/** Writes what has changed, and forgets what is older than a month. Runs within one transaction. */
export function saveSite(database: Database, leaving: Leaving): void {
	const site = saveMoment(database, leaving)
	saveCollectors(database, site, leaving.collectors)
	if (leaving.pause !== undefined) {
		const {from, to} = leaving.pause
		database.prepare('INSERT OR REPLACE INTO fc_pause VALUES (?, ?, ?)').run(site, from, to)
	}
	saveExporters(database, site, leaving.written)
	const oldest = leaving.at - leaving.parameters.month
	database.prepare('DELETE FROM fc_pause WHERE site = ? AND finish <= ?').run(site, oldest)
	prune(database, 'fc_interval', 'finish', site, oldest)
	prune(database, 'fc_change', 'at', site, oldest)
}

/** Other sites have an accounting time of their own. */
function prune(database: Database, table: string, time: string, site: number, oldest: number): void {
	database
		.prepare(
			// In this way it looks at those rows alone, by the index on their time, and at no exporter otherwise.
			`DELETE FROM ${table} WHERE ${time} <= ? AND (SELECT site FROM fc_exporter WHERE id = ${table}.exporter) = ?`,
		)
		.run(oldest, site)
}

function saveMoment(database: Database, {name, at, moment, parameters}: Leaving): number {
	const row = database
		.prepare(
			`INSERT INTO fc_site (name, at, wall, uptime, boot_id, max_gap) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET at = excluded.at, wall = excluded.wall, uptime = excluded.uptime,
				boot_id = excluded.boot_id, max_gap = excluded.max_gap
			RETURNING id`,
		)
		.get(name, at, moment.wall, moment.uptime ?? null, moment.bootId ?? null, parameters.maxGap)
	return Number(row?.id)
}

function saveCollectors(database: Database, site: number, collectors: readonly KnownCollector[]): void {
	database.prepare('DELETE FROM fc_collector WHERE site = ?').run(site)
	const insert = database.prepare('INSERT INTO fc_collector VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
	for (const {name, bit, result, since, readAt, rows, identity} of collectors) {
		insert.run(
			site,
			name,
			bit,
			result,
			readAt ?? null,
			rows ?? null,
			identity?.size ?? null,
			identity?.modified ?? null,
			identity?.seenAt ?? null,
			since ?? null,
		)
	}
}

function saveExporters(database: Database, site: number, written: readonly Writing[]): void {
	const insert = database.prepare(
		`INSERT INTO fc_exporter (site, exporter, interface, ${COLUMNS.join(', ')})
		VALUES (?, ?, ?${', ?'.repeat(COLUMNS.length)})`,
	)
	const update = database.prepare(
		`UPDATE fc_exporter SET ${COLUMNS.map(column => `${column} = ?`).join(', ')} WHERE id = ?`,
	)
	const forget = database.prepare('DELETE FROM fc_exporter WHERE id = ?')
	const note = notes(database)
	for (const {of, row, closed} of written) {
		if (row === undefined) {
			forget.run(of)
			continue
		}
		let id = of
		if (typeof id === 'number') update.run(...row, id)
		else {
			const {exporter, interface: netInterface} = partsOf(id)
			id = Number(insert.run(site, exporter, netInterface ?? null, ...row).lastInsertRowid)
		}
		if (closed !== undefined) note(id, closed)
	}
}

/** Writes down what a poll has closed. Intervals that touch become one. */
function notes(database: Database): (exporter: number, closed: NonNullable<Writing['closed']>) => void {
	const extend = database.prepare(
		'UPDATE fc_interval SET finish = ? WHERE exporter = ? AND kind = ? AND finish = ?',
	)
	const insert = database.prepare('INSERT OR REPLACE INTO fc_interval VALUES (?, ?, ?, ?)')
	const change = database.prepare(
		'INSERT INTO fc_change (exporter, at, state, uncertain, lasted) VALUES (?, ?, ?, ?, ?)',
	)
	const add = (exporter: number, kind: string, {from, to}: Interval) => {
		if (extend.run(to, exporter, kind, from).changes === 0) insert.run(exporter, kind, from, to)
	}
	return (exporter, closed) => {
		if (closed.down !== undefined) add(exporter, 'down', closed.down)
		for (const hole of closed.unobserved) add(exporter, 'unobserved', hole)
		if (closed.change === undefined) return
		const {at, to, uncertain, lasted} = closed.change
		change.run(exporter, at, to, uncertain ? 1 : 0, lasted)
	}
}
