import type {Clock} from '../clock.ts'
import {ConnectError, describe, LinestatError} from '../errors.ts'
import type {Log} from '../log.ts'
import {type Message, Refused, type Target} from './target.ts'

export interface SendOptions {
	readonly clock: Clock
	readonly log: Log
	readonly timeoutMs: number
	/** Ends the sending before that, with its reason. */
	readonly signal?: AbortSignal | undefined
	/** Hears of each message that is out. */
	sent(message: Message): void
	/** Hears of messages that the target will never take; the next ones are sent all the same. */
	refused(messages: readonly Message[], reason: Refused): void
}

/** Sends messages to a target, as many at once as it takes, within a time. Rejects where those left may be sent later. */
export async function sendAll(
	target: Target,
	messages: readonly Message[],
	{clock, log, timeoutMs, signal: end, sent, refused}: SendOptions,
): Promise<void> {
	const last = clock.monotonic() + timeoutMs
	const controller = new AbortController()
	const late = new ConnectError(`it did not take the message within ${(timeoutMs / 1000).toFixed(1)} s`)
	const timer = setTimeout(() => controller.abort(late), timeoutMs)
	const signal = end === undefined ? controller.signal : AbortSignal.any([controller.signal, end])
	const context = {signal, log, remaining: () => last - clock.monotonic(), sent}
	try {
		for (let index = 0; index < messages.length; index += target.atOnce) {
			const part = messages.slice(index, index + target.atOnce)
			try {
				await target.send(part, context)
			} catch (error) {
				if (!(error instanceof Refused)) throw error
				refused(part, error)
			}
		}
	} finally {
		clearTimeout(timer)
	}
}

/** A failure in words; those of the system are no fault of the program. */
export function words(error: unknown): string {
	if (error instanceof LinestatError) return describe(error)
	return error instanceof Error ? error.message : String(error)
}
