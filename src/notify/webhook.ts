import {kindOf} from '../events/kinds.ts'
import {plainEvent} from './messages.ts'
import {post} from './post.ts'
import type {Message, SendContext} from './target.ts'

export interface WebhookOptions {
	readonly url: URL
	readonly token: string | undefined
	readonly caFile: string | undefined
}

/** Posts each message as JSON. */
export async function send(
	options: WebhookOptions,
	messages: readonly Message[],
	{signal, sent}: SendContext,
): Promise<void> {
	for (const message of messages) {
		await post({...options, body: JSON.stringify(messageJson(message)), signal})
		sent(message)
	}
}

/** A message for other programs: what a person reads, and the events as they are. */
export function messageJson({kind, text, time, count, events}: Message) {
	return {
		kind,
		severity: kindOf(events.find(event => kindOf(event.kind).severity !== 'notice')?.kind ?? kind).severity,
		message: text,
		time: new Date(time).toISOString(),
		count,
		events: events.map(plainEvent),
	}
}
