import {sleep} from '../clock.ts'
import {kindOf} from '../events/kinds.ts'
import {judge, post} from './post.ts'
import {type Message, RetryLater, type SendContext} from './target.ts'

export interface DiscordOptions {
	readonly url: URL
	/** Number of the user to mention with warnings and errors. */
	readonly mention: string | undefined
}

const RED = 0xe60000
const GREEN = 0x00e600
const BLUE = 0x1290d2
/** Discord takes 10 embeds and 6000 characters in a message; these lengths keep it below. */
const EMBEDS = 10
const DESCRIPTION = 250
const VALUE = 80

/** Posts the messages, up to ten in one; where Discord wants a pause that fits into the time, after it once more. */
export async function send(
	{url, mention}: DiscordOptions,
	messages: readonly Message[],
	context: SendContext,
): Promise<void> {
	for (let index = 0; index < messages.length; index += EMBEDS) {
		const part = messages.slice(index, index + EMBEDS)
		const body = JSON.stringify(discordBody(part, mention))
		const attempt = async () => judge(await post({url, body, signal: context.signal}))
		try {
			await attempt()
		} catch (error) {
			if (!(error instanceof RetryLater) || error.afterMs >= context.remaining()) throw error
			await sleep(error.afterMs, context.signal)
			await attempt()
		}
		for (const message of part) context.sent(message)
	}
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
		color: colorOf([kind, ...events.map(one => one.kind)]),
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
	return kinds.some(kind => /changed|action|test/.test(kind)) ? BLUE : GREEN
}

const escapeMarkdown = (text: string): string => text.replace(/[\\*_~|`>#[\]]/g, '\\$&')

const cut = (text: string, length: number): string =>
	text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`
