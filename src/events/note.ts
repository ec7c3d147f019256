import type {Log} from '../log.ts'
import {linestatEvent} from '../metrics/event.ts'
import type {Point} from '../metrics/model.ts'
import {tidy} from '../metrics/tidy.ts'
import type {EventRecord, State, StoredEvent} from '../state/index.ts'
import {detect, type Poll, type Rules} from './detect.ts'
import {readMemory} from './memory.ts'

export interface NoteOptions extends Rules {
	/** How long events are kept, in milliseconds. */
	readonly keep: number
	/** Names of the notification targets that want an event. */
	readonly targetsOf: (event: StoredEvent) => readonly string[]
}

/** What was kept so long ago by a command, while nobody compared polls, is no news any more. */
const NEWS_MS = 86_400_000
/** Events that may wait for one target; of more, the oldest go. */
const MOST_PENDING = 1000

/**
 * Compares a poll with the one before and keeps, in one transaction, what changed and what the next poll needs. Returns what
 * is new: what was found here, and what the device itself or a command has written down since. Throws `ConfigError` where the state cannot be saved; nothing has happened then, and the next poll finds the same.
 */
export async function noteEvents(
	state: State,
	poll: Poll,
	options: NoteOptions,
	log: Log,
): Promise<StoredEvent[]> {
	const {device, source} = poll
	const key = {device, source, key: 'poll'}
	const events = await state.transaction(({documents, events: store, now}) => {
		const found = detect(readMemory(documents.get(key)), poll, options)
		documents.set(key, found.memory)
		for (const event of found.events) store.add(event)
		const isNews = ({time}: StoredEvent) => time > now - NEWS_MS
		const fresh = store
			.route(device, source, event => (isNews(event) ? options.targetsOf(event) : []))
			.filter(isNews)
		if (fresh.length > 0) store.prune(now - options.keep, MOST_PENDING)
		return fresh
	})
	for (const event of events) log.info(`${event.kind}: ${event.message}`)
	return events
}

/** An event as it is printed, with the tags of the user. */
export function eventPoint(event: EventRecord, tags: Point['tags'] = {}, timestamp?: bigint): Point {
	const {device, source, kind, subject, message, from, to, count = 1} = event
	const fields = {
		message,
		count,
		...(from === undefined ? {} : {from}),
		...(to === undefined ? {} : {to}),
	}
	return tidy({
		measurement: linestatEvent,
		tags: {...tags, ...subject, device, source, kind},
		fields,
		timestamp,
	})
}
