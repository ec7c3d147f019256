import type {Moment} from '../../../state/accounting.ts'
import type {Interval} from '../rules/interval.ts'
import type {Verdict} from '../rules/judge.ts'
import type {Memory, State} from '../rules/memory.ts'
import type {Parameters} from '../rules/parameters.ts'
import type {Database, KnownCollector, Site} from './site.ts'

/** What a poll leaves for the next. */
export interface Leaving {
	readonly name: string
	readonly at: number
	readonly moment: Moment
	readonly parameters: Parameters
	readonly collectors: readonly KnownCollector[]
	/** The hole that this poll has ended. */
	readonly pause: Interval | undefined
	readonly verdicts: readonly Verdict[]
	/** Keys of exporters that are of no use any more. */
	readonly forgotten: ReadonlySet<string>
}

/** Writes what has changed, and forgets what is older than a month. Runs within one transaction. */
export function saveSite(database: Database, before: Site | undefined, leaving: Leaving): void {
	const site = saveMoment(database, leaving)
	saveCollectors(database, site, leaving.collectors)
	if (leaving.pause !== undefined) {
		const {from, to} = leaving.pause
		database.prepare('INSERT OR REPLACE INTO fc_pause VALUES (?, ?, ?)').run(site, from, to)
	}
	saveVerdicts(database, site, before, leaving)
	const oldest = leaving.at - leaving.parameters.month
	database.prepare('DELETE FROM fc_pause WHERE site = ? AND finish <= ?').run(site, oldest)
	prune(database, 'fc_interval', 'finish', site, oldest)
	prune(database, 'fc_change', 'at', site, oldest)
}

/** Other sites have an accounting time of their own. */
function prune(database: Database, table: string, time: string, site: number, oldest: number): void {
	database
		.prepare(
			`DELETE FROM ${table} WHERE ${time} <= ? AND exporter IN (SELECT id FROM fc_exporter WHERE site = ?)`,
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

const COLUMNS = [
	'shown',
	'state',
	'definite_at',
	'first_definite',
	'since',
	'run_from',
	'ever_up',
	'zeros',
	'zero_at',
	'absent_since',
	'listed_at',
	'listed',
	'positive',
] as const

/** The row of an exporter, as it is written at a poll. */
function rowOf(shown: State, memory: Memory, at: number): (string | number | null)[] {
	const unlessNow = (time: number) => (time === at ? null : time)
	return [
		shown,
		memory.state ?? null,
		memory.state === undefined ? null : unlessNow(memory.definiteAt),
		memory.firstDefinite,
		memory.since,
		memory.runFrom,
		memory.everUp ? 1 : 0,
		memory.zeros,
		memory.zeroAt,
		memory.absentSince ?? null,
		unlessNow(memory.listedAt),
		memory.listed,
		memory.positive,
	]
}

function saveVerdicts(database: Database, site: number, before: Site | undefined, leaving: Leaving): void {
	const {verdicts, forgotten, at} = leaving
	const insert = database.prepare(
		`INSERT INTO fc_exporter (site, exporter, interface, ${COLUMNS.join(', ')})
		VALUES (?, ?, ?${', ?'.repeat(COLUMNS.length)})`,
	)
	const update = database.prepare(
		`UPDATE fc_exporter SET ${COLUMNS.map(column => `${column} = ?`).join(', ')} WHERE id = ?`,
	)
	const forget = database.prepare('DELETE FROM fc_exporter WHERE id = ?')
	const note = notes(database)
	for (const verdict of verdicts) {
		const {key, state, memory, sighting} = verdict
		const known = before?.exporters.get(key)
		const row = rowOf(state, memory, at)
		if (known === undefined) {
			const {exporter = key, interface: netInterface} = sighting ?? {}
			const {lastInsertRowid} = insert.run(site, exporter, netInterface ?? null, ...row)
			note(Number(lastInsertRowid), verdict)
		} else if (forgotten.has(key)) forget.run(known.id)
		else {
			const was = rowOf(known.shown, known.memory, before?.at ?? at)
			if (row.some((value, index) => value !== was[index])) update.run(...row, known.id)
			note(known.id, verdict)
		}
	}
}

/** Writes down what a poll has closed. Intervals that touch become one. */
function notes(database: Database): (exporter: number, verdict: Verdict) => void {
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
	return (exporter, verdict) => {
		if (verdict.down !== undefined) add(exporter, 'down', verdict.down)
		for (const hole of verdict.unobserved) add(exporter, 'unobserved', hole)
		if (verdict.change === undefined) return
		const {at, to, uncertain, lasted} = verdict.change
		change.run(exporter, at, to, uncertain ? 1 : 0, lasted)
	}
}
