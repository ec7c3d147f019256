import {object, parseJson} from '../json.ts'
import type {Database} from './database.ts'

/** Something that changed. */
export interface EventRecord {
	/** As `sync_lost`; the kinds are listed in `metrics/event.ts`. */
	readonly kind: string
	readonly device: string
	readonly source: string
	/** Tags of the thing it happened to, as `{interface: 'eth0'}`, without `device` and `source`. */
	readonly subject: Readonly<Record<string, string>>
	/** Milliseconds since 1970. */
	readonly time: number
	readonly from?: string | undefined
	readonly to?: string | undefined
	/** What else is known of it, for log servers and other programs, as `{since: '1767226500'}`. */
	readonly details?: Readonly<Record<string, string>> | undefined
	/** A sentence for people, without a full stop. */
	readonly message: string
	/** How many it stands for; 1 where left out. */
	readonly count?: number
}

export interface StoredEvent extends EventRecord {
	readonly id: number
	/** What became of it, by the name of each target that wants it. */
	readonly deliveries: Readonly<Record<string, 'pending' | 'sent' | 'dropped'>>
}

export interface EventFilter {
	/** Milliseconds since 1970. */
	readonly since?: number
	readonly device?: string
	readonly source?: string
	readonly limit?: number
}

/** How targets stand with the sending. */
export interface TargetRecord {
	/** Failures in a row. */
	readonly failures: number
	/** Nothing is to be sent before this time, milliseconds since 1970. */
	readonly notBefore: number
	/** Events that were given up since the last message that arrived. */
	readonly dropped: number
	/** Messages that it was sent since `windowStart`, milliseconds since 1970. */
	readonly windowStart: number
	readonly sent: number
}

export interface EventStore {
	/** Keeps an event. */
	add(event: EventRecord): void
	/**
	 * Makes, for each new event of a device, the tasks to send it: to those that `targetsOf` names. Returns these events, each
	 * in its life once.
	 */
	route(device: string, source: string, targetsOf: (event: StoredEvent) => readonly string[]): StoredEvent[]
	/** In the order of time. */
	list(filter?: EventFilter): StoredEvent[]
	/**
	 * The events that a target has not got yet, oldest first. They are set aside for this process until `until`; no other
	 * gets them before.
	 */
	claim(target: string, now: number, until: number): StoredEvent[]
	/** What became of events that were claimed. */
	settle(target: string, ids: readonly number[], state: 'pending' | 'sent' | 'dropped'): void
	target(name: string): TargetRecord
	setTarget(name: string, record: TargetRecord): void
	/** Forgets events before this time, and all but so many of those that still wait for a target. */
	prune(before: number, mostPending: number): void
}

/** The columns of an event, and what became of it, as JSON. */
const EVENT = `event.*, (
	SELECT json_group_object(target, state) FROM delivery WHERE delivery.event = event.id
) AS deliveries`

export function eventStore(database: Database): EventStore {
	return {
		add(event) {
			database
				.prepare(
					`INSERT INTO event (time, kind, device, source, subject, before, after, details, message, count)
					VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				)
				.run(
					event.time,
					event.kind,
					event.device,
					event.source,
					JSON.stringify(event.subject),
					event.from ?? null,
					event.to ?? null,
					event.details === undefined ? null : JSON.stringify(event.details),
					event.message,
					event.count ?? 1,
				)
		},
		route(device, source, targetsOf) {
			const rows = database
				.prepare(`SELECT ${EVENT} FROM event WHERE routed = 0 AND device = ? AND source = ? ORDER BY id`)
				.all(device, source)
			const insert = database.prepare(`INSERT INTO delivery (event, target, state) VALUES (?, ?, 'pending')`)
			const done = database.prepare('UPDATE event SET routed = 1 WHERE id = ?')
			return rows.map(row => {
				const event = toEvent(row)
				for (const target of targetsOf(event)) insert.run(event.id, target)
				done.run(event.id)
				return event
			})
		},
		list({since = 0, device, source, limit = -1} = {}) {
			return database
				.prepare(
					`SELECT * FROM (
						SELECT ${EVENT} FROM event
						WHERE time >= ? AND device = coalesce(?, device) AND source = coalesce(?, source)
						ORDER BY time DESC, id DESC LIMIT ?
					) ORDER BY time, id`,
				)
				.all(since, device ?? null, source ?? null, limit)
				.map(toEvent)
		},
		claim(target, now, until) {
			const rows = database
				.prepare(
					`SELECT ${EVENT} FROM delivery JOIN event ON event.id = delivery.event
					WHERE target = ? AND state = 'pending' AND claimed_until <= ? ORDER BY event.id`,
				)
				.all(target, now)
			const claim = database.prepare('UPDATE delivery SET claimed_until = ? WHERE target = ? AND event = ?')
			for (const {id} of rows) claim.run(until, target, Number(id))
			return rows.map(toEvent)
		},
		settle(target, ids, state) {
			const settle = database.prepare(
				'UPDATE delivery SET state = ?, claimed_until = 0 WHERE target = ? AND event = ?',
			)
			for (const id of ids) settle.run(state, target, id)
		},
		target(name) {
			const row = database.prepare('SELECT * FROM target WHERE name = ?').get(name)
			return {
				failures: Number(row?.failures ?? 0),
				notBefore: Number(row?.not_before ?? 0),
				dropped: Number(row?.dropped ?? 0),
				windowStart: Number(row?.window_start ?? 0),
				sent: Number(row?.sent ?? 0),
			}
		},
		setTarget(name, {failures, notBefore, dropped, windowStart, sent}) {
			database
				.prepare('INSERT OR REPLACE INTO target VALUES (?, ?, ?, ?, ?, ?)')
				.run(name, failures, notBefore, dropped, windowStart, sent)
		},
		prune(before, mostPending) {
			database.prepare('DELETE FROM event WHERE time < ?').run(before)
			const excess = database
				.prepare(
					`UPDATE delivery SET state = 'dropped', claimed_until = 0 FROM (
						SELECT target AS name, event AS id, row_number() OVER (PARTITION BY target ORDER BY event DESC) AS place
						FROM delivery WHERE state = 'pending'
					) WHERE target = name AND event = id AND place > ? RETURNING target`,
				)
				.all(mostPending)
			for (const [name, {length}] of Map.groupBy(excess, row => String(row.target))) {
				const record = this.target(name)
				this.setTarget(name, {...record, dropped: record.dropped + length})
			}
		},
	}
}

type Row = ReturnType<ReturnType<Database['prepare']>['all']>[number]

function toEvent(row: Row): StoredEvent {
	return {
		id: Number(row.id),
		time: Number(row.time),
		kind: String(row.kind),
		device: String(row.device),
		source: String(row.source),
		subject: texts(String(row.subject)),
		from: text(row.before),
		to: text(row.after),
		details: typeof row.details === 'string' ? texts(row.details) : undefined,
		message: String(row.message),
		count: Number(row.count),
		deliveries: texts(String(row.deliveries)) as StoredEvent['deliveries'],
	}
}

/** Names and texts, from JSON. */
const texts = (json: string): Record<string, string> =>
	Object.fromEntries(Object.entries(object(parseJson(json))).map(([key, value]) => [key, String(value)]))

const text = (value: Row[string] | undefined): string | undefined =>
	value === null || value === undefined ? undefined : String(value)
