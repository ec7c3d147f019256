import type {Clock} from '../clock.ts'
import {ConnectError, describe, LinestatError} from '../errors.ts'
import type {Log} from '../log.ts'
import type {State, StoredEvent, TargetRecord} from '../state/index.ts'
import {messagesOf} from './messages.ts'
import {isQuiet} from './quiet.ts'
import {type Message, Refused, RetryLater, type Target} from './target.ts'

export interface DeliveryOptions {
	readonly clock: Clock
	readonly log: Log
	/** Milliseconds until everything must be over. */
	remaining(): number
}

/** How long events belong to the process that sends them; if it dies, another sends them after this. */
const CLAIM_MS = 60_000
/** Events that could not be sent for so long are given up. */
const GIVE_UP_MS = 86_400_000
/** Messages are counted in parts of this length. */
const WINDOW_MS = 600_000
/** A target that fails again and again is asked less often: after 15 s, 30 s, and so on, up to this. */
const LONGEST_PAUSE_MS = 600_000
/** With less time than this nothing is begun. */
const SHORTEST_MS = 20

/** What became of the events of one target. */
interface Delivery {
	readonly target: Target
	readonly record: TargetRecord
	readonly events: readonly StoredEvent[]
	readonly sent: ReadonlySet<number>
	readonly messages: number
	readonly error: unknown
}

/**
 * Sends to each target what it has not got yet, all at once, and writes down what became of it. A target that fails keeps
 * its events for the next poll. Rejects only where the state cannot be used.
 */
export async function deliver(
	state: State,
	targets: readonly Target[],
	options: DeliveryOptions,
): Promise<void> {
	if (targets.length === 0 || options.remaining() < SHORTEST_MS) return
	const claims = await state.transaction(({events, now}) =>
		targets.flatMap(target => {
			const record = events.target(target.name)
			if (record.notBefore > now || isQuiet(target.quiet, now) || isFull(target, record, now)) return []
			const claimed = events.claim(target.name, now, now + CLAIM_MS)
			const old = claimed.filter(({time}) => time < now - GIVE_UP_MS)
			events.settle(
				target.name,
				old.map(({id}) => id),
				'dropped',
			)
			const fresh = claimed.filter(event => !old.includes(event))
			const dropped = record.dropped + old.length
			if (old.length > 0) events.setTarget(target.name, {...record, dropped})
			return fresh.length === 0 ? [] : [{target, record: {...record, dropped}, events: fresh}]
		}),
	)
	if (claims.length === 0) return
	const deliveries = await Promise.all(claims.map(one => send(one, options)))
	await state.transaction(({events, now}) => {
		for (const {target, events: claimed, sent, error, record, messages} of deliveries) {
			const ids = claimed.map(({id}) => id)
			const rest = ids.filter(id => !sent.has(id))
			events.settle(target.name, [...sent], 'sent')
			events.settle(target.name, rest, error instanceof Refused ? 'dropped' : 'pending')
			events.setTarget(target.name, after(record, now, error, messages))
		}
	})
}

async function send(
	{target, record, events}: Pick<Delivery, 'target' | 'record' | 'events'>,
	{log, remaining, clock}: DeliveryOptions,
): Promise<Delivery> {
	const messages = messagesOf(events, target.storm, record.dropped)
	const sent = new Set<number>()
	let count = 0
	let error: unknown
	try {
		await sendWithin(target, messages, Math.min(target.timeoutMs, remaining()), {clock, log}, message => {
			count++
			for (const {id} of message.kind === 'storm' ? events : message.events) sent.add(id)
		})
	} catch (reason) {
		error = reason
		log.warn(`Notification target ${target.name}: ${words(reason)}${outlook(reason)}`)
	}
	return {target, record, events, sent, messages: count, error}
}

/** Sends messages within a time; `onSent` hears of each that is out. */
export async function sendWithin(
	target: Target,
	messages: readonly Message[],
	timeoutMs: number,
	{clock, log}: Pick<DeliveryOptions, 'clock' | 'log'>,
	onSent: (message: Message) => void,
): Promise<void> {
	const end = clock.monotonic() + timeoutMs
	const controller = new AbortController()
	const late = new ConnectError(`it did not take the message within ${(timeoutMs / 1000).toFixed(1)} s`)
	const timer = setTimeout(() => controller.abort(late), timeoutMs)
	const {signal} = controller
	try {
		await target.send(messages, {signal, log, remaining: () => end - clock.monotonic(), sent: onSent})
	} finally {
		clearTimeout(timer)
	}
}

/** A failure in words; those of the system are no fault of the program. */
export function words(error: unknown): string {
	if (error instanceof LinestatError) return describe(error)
	return error instanceof Error ? error.message : String(error)
}

const outlook = (error: unknown): string =>
	error instanceof Refused ? '; its events are dropped' : '; its events are sent later'

/** Whether a target has had so many messages lately that the next ones wait, to become one. */
const isFull = ({mostMessages}: Target, {windowStart, sent}: TargetRecord, now: number): boolean =>
	now < windowStart + WINDOW_MS && sent >= mostMessages

function after(record: TargetRecord, now: number, error: unknown, messages: number): TargetRecord {
	const isNew = now >= record.windowStart + WINDOW_MS
	const counted = {
		windowStart: isNew ? now : record.windowStart,
		sent: (isNew ? 0 : record.sent) + messages,
		dropped: messages > 0 ? 0 : record.dropped,
	}
	if (error === undefined || error instanceof Refused) return {...counted, failures: 0, notBefore: 0}
	const failures = record.failures + 1
	// The first time it is tried again at the next poll.
	const pause = failures < 2 ? 0 : Math.min(LONGEST_PAUSE_MS, 15_000 * 2 ** (failures - 2))
	return {...counted, failures, notBefore: now + (error instanceof RetryLater ? error.afterMs : pause)}
}
