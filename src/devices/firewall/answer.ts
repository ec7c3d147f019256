import {ParseError} from '../../errors.ts'
import {type JsonObject, object, parseJson} from '../../json.ts'
import type {HttpAnswer} from '../../transports/http.ts'

/** Headers that say what became of the question. */
const KEPT = ['content-type', 'location', 'retry-after']

/** What was answered, before anybody has understood it. */
export interface Answer {
	readonly status: number
	readonly headers: Readonly<Record<string, string>>
	readonly body: string
}

/** An answer as it is kept in a capture: status, the headers that count, an empty line, the body. */
export function formatAnswer({status, headers, body}: HttpAnswer): string {
	const kept = KEPT.filter(name => typeof headers[name] === 'string').map(
		name => `${name}: ${headers[name]}\n`,
	)
	return `HTTP ${status}\n${kept.join('')}\n${body}`
}

export function parseAnswer(text: string): Answer {
	const [, status, head = '', body = ''] = /^HTTP (\d+)\r?\n((?:[\w-]+: .*\n)*)\r?\n(.*)$/s.exec(text) ?? []
	const headers = [...head.matchAll(/^([\w-]+): (.*?)\r?$/gm)].map(([, name, value]) => [name, value])
	return {status: Number(status ?? 0), headers: Object.fromEntries(headers), body}
}

/** The JSON of an answer. Throws `ParseError` for anything else; `what` begins its message. */
export function jsonOf({status, headers, body}: Answer, what: string): JsonObject {
	const type = headers['content-type'] ?? 'json'
	try {
		if (type.includes('json')) return object(parseJson(body))
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error
	}
	const sent = body.trim() === '' ? 'nothing' : type.includes('json') ? 'broken JSON' : 'no JSON'
	const isPage = body.trimStart().startsWith('<')
	throw new ParseError(`${what}: the firewall sent ${isPage ? 'HTML' : sent} (HTTP ${status})`, {
		hint: isPage
			? 'Check that the API is turned on'
			: 'Try again; if it stays, attach a --capture to a report',
	})
}
