import type {Log} from '../log.ts'
import type {StoredEvent} from '../state/index.ts'
import type {QuietHours} from './quiet.ts'

/** A place that events are sent to. */
export interface Target {
	/** Its name in the configuration file. */
	readonly name: string
	/** What it is, for people, without secrets: "syslog loghost:514 (udp)". */
	readonly what: string
	wants(kind: string): boolean
	readonly quiet: QuietHours | undefined
	/** More events than this at once become one message. */
	readonly storm: number
	/** How many messages it takes in ten minutes; the rest waits. */
	readonly mostMessages: number
	readonly timeoutMs: number
	/** How many messages it takes in one sending, which it may refuse as a whole. */
	readonly atOnce: number
	/**
	 * Sends up to so many messages, and says of each when it is out of the house. Rejects with an error for people; what was
	 * not said to be sent is sent again, unless the error is `Refused`.
	 */
	send(messages: readonly Message[], context: SendContext): Promise<void>
}

/** One event, or many in one. */
export interface Message {
	readonly kind: string
	readonly text: string
	/** Milliseconds since 1970. */
	readonly time: number
	/** How many events it stands for. */
	readonly count: number
	/** The events themselves; of a storm, the first hundred. */
	readonly events: readonly StoredEvent[]
}

export interface SendContext {
	/** Aborts when the time is over; its reason is the error to end with. */
	readonly signal: AbortSignal
	/** Milliseconds left. */
	remaining(): number
	readonly log: Pick<Log, 'hide'>
	sent(message: Message): void
}

/** The target will never take these messages: sending them again is of no use. */
export class Refused extends Error {}

/** The target wants to be left alone for so long. */
export class RetryLater extends Error {
	readonly afterMs: number

	constructor(message: string, afterMs: number) {
		super(message)
		this.afterMs = afterMs
	}
}
