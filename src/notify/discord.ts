import {sleep} from '../clock.ts'
import {kindOf} from '../events/kinds.ts'
import {post} from './post.ts'
import {type Message, RetryLater, type SendContext} from './target.ts'

export interface DiscordOptions {
	readonly url: URL
	/** Number of the user to mention with warnings and errors. */
	readonly mention: string | undefined
}

const RED = 0xe60000
const GREEN = 0x00e600
const BLUE = 0x1290d2
/** Discord takes 10 embeds and 6000 characters in a message; these lengths keep ten below. */
const DESCRIPTION = 250
const VALUE = 80

/** Posts up to ten messages in one; where Discord wants a pause that fits into the time, after it once more. */
export async function send(
	{url, mention}: DiscordOptions,
	messages: readonly Message[],
	{signal, remaining, sent}: SendContext,
): Promise<void> {
	const body = JSON.stringify(discordBody(messages, mention))
	try {
		await post({url, body, signal})
	} catch (error) {
		if (!(error instanceof RetryLater) || error.afterMs >= remaining()) throw error
		await sleep(error.afterMs, signal)
		await post({url, body, signal})
	}
	for (const message of messages) sent(message)
}

/** The body of a post. Nothing in a message can mention anybody but who is asked for. */
export function discordBody(messages: readonly Message[], mention: string | undefined) {
	const isAlarm = messages.some(({kind, events}) => [kind, ...events.map(one => one.kind)].some(isBad))
	return {
		username: 'linestat',
		...(mention !== undefined && isAlarm ? {content: `<@${mention}>`} : {}),
		allowed_mentions: {parse: [], users: mention === undefined ? [] : [mention]},
		embeds: messages.map(embed),
	}
}

function embed({kind, text, time, count, events}: Message) {
	const [event] = events
	const values =
		kind === 'storm'
			? []
			: ([
					['From', event?.from],
					['To', event?.to],
				] as const)
	const footer =
		kind === 'storm' || event === undefined ? 'linestat' : `linestat · ${event.device} ${event.source}`
	return {
		title: kind === 'storm' ? `${count} events` : kindOf(kind).title,
		description: cut(escapeMarkdown(text), DESCRIPTION),
		color: colorOf(events.map(one => one.kind)),
		timestamp: new Date(time).toISOString(),
		fields: values.flatMap(([name, value]) =>
			value ? [{name, value: cut(escapeMarkdown(value), VALUE), inline: true}] : [],
		),
		footer: {text: cut(footer, 100)},
	}
}

const isBad = (kind: string): boolean => kindOf(kind).severity !== 'notice'

function colorOf(kinds: readonly string[]): number {
	if (kinds.some(isBad)) return RED
	return kinds.every(kind => kindOf(kind).endsTrouble) ? GREEN : BLUE
}

const escapeMarkdown = (text: string): string => text.replace(/[\\*_~|`>#[\]]/g, '\\$&')

const cut = (text: string, length: number): string =>
	text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`
