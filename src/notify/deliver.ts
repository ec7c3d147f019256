import type {Clock} from '../clock.ts'
import type {Log} from '../log.ts'
import type {State, StoredEvent, TargetRecord} from '../state/index.ts'
import {messagesOf} from './messages.ts'
import {isQuiet} from './quiet.ts'
import {sendAll, words} from './send.ts'
import {type Message, type Refused, RetryLater, type Target} from './target.ts'

export interface DeliveryOptions {
	readonly clock: Clock
	readonly log: Log
	/** Milliseconds until everything must be over. */
	remaining(): number
	/** Aborts when the process is told to end. */
	readonly signal?: AbortSignal | undefined
}

/** How long events belong to the process that sends them; if it dies, another sends them after this. */
const CLAIM_MS = 60_000
/** And how much longer than a sending may take that is at least, to write down what became of it. */
const SETTLE_MS = 10_000
/** Events that could not be sent for so long are given up. */
const GIVE_UP_MS = 86_400_000
/** Messages are counted in parts of this length. */
const WINDOW_MS = 600_000
/** A target that fails again and again is asked less often: after 15 s, 30 s, and so on, up to this. */
const LONGEST_PAUSE_MS = 600_000
/** With less time than this nothing is begun. */
const SHORTEST_MS = 20

/** The events of one target that this process sends. */
interface Claim {
	readonly target: Target
	readonly record: TargetRecord
	readonly events: readonly StoredEvent[]
}

/** What became of them. */
interface Delivery extends Claim {
	/** Ids of events that are out, and of those that the target will never take. */
	readonly sent: ReadonlySet<number>
	readonly refused: ReadonlySet<number>
	/** How many messages are out. */
	readonly messages: number
	/** The first of them is, which says how many events were given up before. */
	readonly isTold: boolean
	/** Why the others are not. */
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
			const longest = Math.min(target.timeoutMs, options.remaining())
			const claimed = events.claim(target.name, now, now + Math.max(CLAIM_MS, longest + SETTLE_MS))
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
		for (const delivery of deliveries) {
			const {target, events: claimed, sent, refused, error} = delivery
			const rest = claimed.map(({id}) => id).filter(id => !sent.has(id) && !refused.has(id))
			events.settle(target.name, [...sent], 'sent')
			events.settle(target.name, [...refused], 'dropped')
			events.settle(target.name, rest, 'pending')
			// A sending that was told to end is no failure of the target.
			const isEnded = error !== undefined && options.signal?.aborted === true
			events.setTarget(target.name, after(isEnded ? {...delivery, error: undefined} : delivery, now))
		}
	})
}

async function send({target, record, events}: Claim, options: DeliveryOptions): Promise<Delivery> {
	const {log, remaining, clock, signal} = options
	const messages = messagesOf(events, target.storm, record.dropped)
	const [first] = messages
	const delivery = {target, record, sent: new Set<number>(), refused: new Set<number>(), messages: 0}
	const idsOf = ({kind, events: shown}: Message) => (kind === 'storm' ? events : shown).map(({id}) => id)
	let isTold = false
	let reason: Refused | undefined
	const warn = (error: unknown, outlook: string) =>
		log.warn(`Notification target ${target.name}: ${words(error)}; ${outlook}`)
	try {
		await sendAll(target, messages, {
			clock,
			log,
			timeoutMs: Math.min(target.timeoutMs, remaining()),
			signal,
			sent(message) {
				delivery.messages++
				isTold ||= message === first
				for (const id of idsOf(message)) delivery.sent.add(id)
			},
			refused(part, why) {
				reason = why
				for (const id of part.flatMap(idsOf)) delivery.refused.add(id)
			},
		})
		if (reason !== undefined) warn(reason, 'what it refused is dropped')
		return {...delivery, events, isTold, error: undefined}
	} catch (error) {
		if (signal?.aborted !== true) warn(error, 'its events are sent later')
		return {...delivery, events, isTold, error}
	}
}

/** Whether a target has had so many messages lately that the next ones wait, to become one. */
const isFull = ({mostMessages}: Target, {windowStart, sent}: TargetRecord, now: number): boolean =>
	now < windowStart + WINDOW_MS && sent >= mostMessages

function after({record, messages, isTold, refused, error}: Delivery, now: number): TargetRecord {
	const isNew = now >= record.windowStart + WINDOW_MS
	const counted = {
		windowStart: isNew ? now : record.windowStart,
		sent: (isNew ? 0 : record.sent) + messages,
		dropped: (isTold ? 0 : record.dropped) + refused.size,
	}
	if (error === undefined) return {...counted, failures: 0, notBefore: 0}
	const failures = record.failures + 1
	// The first time it is tried again at the next poll.
	const pause = failures < 2 ? 0 : Math.min(LONGEST_PAUSE_MS, 15_000 * 2 ** (failures - 2))
	return {...counted, failures, notBefore: now + (error instanceof RetryLater ? error.afterMs : pause)}
}
