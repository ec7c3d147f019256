import {type Account, nothing} from '../rules/account.ts'
import type {Interval} from '../rules/interval.ts'
import type {Definite, State} from '../rules/memory.ts'
import type {Change} from '../rules/observe.ts'
import type {ReadResult} from '../table/failure.ts'
import {keyOf} from '../table/key.ts'
import type {Database, KnownCollector, KnownExporter, Ledger, Site} from './site.ts'

/** Names of the sites there are. */
export const siteNames = (database: Database): string[] =>
	database
		.prepare('SELECT name FROM fc_site ORDER BY name')
		.all()
		.map(({name}) => String(name))

/** What the polls before have left, but for the exporters; undefined before the first. */
export function loadSite(database: Database, name: string): Site | undefined {
	const row = database.prepare('SELECT * FROM fc_site WHERE name = ?').get(name)
	if (row === undefined) return undefined
	const id = Number(row.id)
	const at = Number(row.at)
	const uptime = optional(row.uptime)
	return {
		id,
		at,
		maxGap: Number(row.max_gap),
		moment: {
			wall: Number(row.wall),
			...(uptime !== undefined && {uptime}),
			...(typeof row.boot_id === 'string' && {bootId: row.boot_id}),
		},
		collectors: loadCollectors(database, id),
		pauses: loadPauses(database, id),
	}
}

function loadCollectors(database: Database, site: number): KnownCollector[] {
	const rows = database.prepare('SELECT * FROM fc_collector WHERE site = ? ORDER BY name').all(site)
	return rows.map(row => ({
		name: String(row.name),
		bit: Number(row.bit),
		result: String(row.result) as ReadResult,
		since: optional(row.since),
		readAt: optional(row.read_at),
		rows: optional(row.rows),
		identity:
			row.size === null
				? undefined
				: {size: Number(row.size), modified: Number(row.modified), seenAt: optional(row.seen_at)},
	}))
}

const loadPauses = (database: Database, site: number): Interval[] =>
	database
		.prepare('SELECT start, finish FROM fc_pause WHERE site = ? ORDER BY start')
		.all(site)
		.map(({start, finish}) => ({from: Number(start), to: Number(finish)}))

type ExporterRow = [
	id: number,
	exporter: string,
	netInterface: string | null,
	shown: State,
	state: Definite | null,
	definiteAt: number,
	firstDefinite: number,
	since: number,
	runFrom: number,
	everUp: number,
	zeros: number,
	zeroAt: number,
	absentSince: number | null,
	listedAt: number,
	listed: number,
	positive: number,
]

/** Rows of one query. Each alone takes half as long again, and all together take 25 MiB for 100 000 exporters. */
const PAGE = 500

/** The exporters of a site, in the order in which they were met. To be read within one transaction. */
export function* loadExporters(
	database: Database,
	{id: site, at}: Pick<Site, 'id' | 'at'>,
): Generator<KnownExporter> {
	const statement = database.prepare(
		`SELECT id, exporter, interface, shown, state, ifnull(definite_at, :at), first_definite, since, run_from, ever_up,
			zeros, zero_at, absent_since, ifnull(listed_at, :at), listed, positive
		FROM fc_exporter WHERE site = :site AND id > :last ORDER BY id LIMIT ${PAGE}`,
	)
	// Rows that come as objects take twice the time.
	statement.setReturnArrays(true)
	for (let last = 0; ; ) {
		const rows = statement.all({at, site, last}) as unknown as ExporterRow[]
		for (const row of rows) yield toExporter(row)
		last = rows.at(-1)?.[0] ?? last
		if (rows.length < PAGE) return
	}
}

function toExporter(row: ExporterRow): KnownExporter {
	const netInterface = row[2] ?? undefined
	return {
		id: row[0],
		key: keyOf(row[1], netInterface),
		exporter: row[1],
		interface: netInterface,
		shown: row[3],
		memory: {
			state: row[4] ?? undefined,
			definiteAt: row[5],
			firstDefinite: row[6],
			since: row[7],
			runFrom: row[8],
			everUp: row[9] === 1,
			zeros: row[10],
			zeroAt: row[11],
			absentSince: row[12] ?? undefined,
			listedAt: row[13],
			listed: row[14],
			positive: row[15],
		},
	}
}

/** The closed intervals of the month that ends `at`, added up, and the changes after `changedAfter`. */
export function loadLedger(
	database: Database,
	site: number,
	at: number,
	month: number,
	changedAfter: number,
): Ledger {
	const accounts = new Map<number, Account>()
	const sums = database
		.prepare(
			// The intervals in the order of their key, which are nearly all of the month: no index, and nothing to sort.
			`SELECT exporter, kind, sum(min(finish, :at) - max(start, :start)) AS seconds
			FROM fc_interval WHERE +finish > :start GROUP BY exporter, kind
			HAVING (SELECT site FROM fc_exporter WHERE id = fc_interval.exporter) = :site`,
		)
		.all({at, start: at - month, site})
	for (const {exporter, kind, seconds} of sums) {
		const account = accounts.get(Number(exporter)) ?? nothing
		accounts.set(Number(exporter), {...account, [String(kind)]: Number(seconds)})
	}
	const changes = new Map<number, Change[]>()
	const rows = database
		.prepare(
			// CROSS JOIN: the few changes first, by their time.
			`SELECT c.* FROM fc_change c CROSS JOIN fc_exporter e ON e.id = c.exporter
			WHERE e.site = ? AND c.at > ? ORDER BY c.at, c.id`,
		)
		.all(site, changedAfter)
	for (const row of rows) {
		const id = Number(row.exporter)
		const change = {
			at: Number(row.at),
			to: String(row.state) as Definite,
			uncertain: row.uncertain === 1,
			lasted: Number(row.lasted),
		}
		const list = changes.get(id)
		if (list === undefined) changes.set(id, [change])
		else list.push(change)
	}
	return {accounts, changes}
}

const optional = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
