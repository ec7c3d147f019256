import type {StoredEvent} from '../state/index.ts'
import type {Message} from './target.ts'

/** Events of a storm that are named in its message. */
const NAMED = 100

/** One message an event; of more than `storm`, one for all. `dropped`: events that were given up before. */
export function messagesOf(events: readonly StoredEvent[], storm: number, dropped: number): Message[] {
	const lost =
		dropped === 0 ? '' : ` (${dropped} earlier ${dropped === 1 ? 'event was' : 'events were'} given up)`
	if (events.length > storm) return [stormOf(events, lost)]
	return events.map((event, index) => ({
		kind: event.kind,
		text: index === 0 ? `${event.message}${lost}` : event.message,
		time: event.time,
		count: event.count ?? 1,
		events: [event],
	}))
}

function stormOf(events: readonly StoredEvent[], lost: string): Message {
	const counts = new Map<string, number>()
	for (const {kind} of events) counts.set(kind, (counts.get(kind) ?? 0) + 1)
	const parts = [...counts].toSorted((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} ${kind}`)
	const last = events.at(-1)
	return {
		kind: 'storm',
		text: `${events.length} events: ${parts.join(', ')}${lost}. The last: ${last?.message}`,
		time: last?.time ?? 0,
		count: events.length,
		events: events.slice(0, NAMED),
	}
}

/** An event as JSON carries it to other programs. */
export function plainEvent({id: _id, deliveries: _deliveries, time, ...event}: StoredEvent) {
	return {time: new Date(time).toISOString(), ...event}
}
