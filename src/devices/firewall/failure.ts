import {AuthError, ConnectError, type LinestatError, ParseError} from '../../errors.ts'
import {object, parseJson, text} from '../../json.ts'
import type {Answer} from './answer.ts'

/** What to do about each failure. */
export interface Hints {
	/** What to check where it is refused, as "the key". */
	readonly credentials: string
	readonly forbidden: string
	readonly missing: string
}

/**
 * What an HTTP status other than success means, in words for the person who must act; undefined for success. `asked`: as
 * `GET /api/v2/status/gateways`.
 */
export function failureOf(answer: Answer, asked: string, hints: Hints): LinestatError | undefined {
	const {status, headers} = answer
	if (status >= 200 && status < 300) return undefined
	const what = `${asked}: HTTP ${status}`
	const said = messageOf(answer)
	const message = said === undefined ? what : `${what} (${said})`
	if (status === 401) {
		return new AuthError(message, {
			hint: `Check ${hints.credentials} before the next poll: after some wrong ones the firewall locks this address out`,
		})
	}
	if (status === 403) return new AuthError(message, {hint: hints.forbidden})
	if (status === 404) return new ParseError(message, {hint: hints.missing})
	if (status >= 300 && status < 400) {
		const to = headers.location ?? ''
		return new ParseError(to === '' ? what : `${what} to ${to}`, {
			hint: to.startsWith('https:') ? `Use --host ${originIn(to)}` : 'Check that the API is turned on',
		})
	}
	if (status === 503) {
		const after = /^\d+$/.test(headers['retry-after'] ?? '') ? ` than every ${headers['retry-after']} s` : ''
		return new ConnectError(message, {result: 'refused', hint: `It is busy: poll less often${after}`})
	}
	return new ParseError(message, {hint: 'The log of the firewall may say why'})
}

/** What the firewall says itself, cut to a length. */
function messageOf({body}: Answer): string | undefined {
	try {
		return text(object(parseJson(body)).message)?.slice(0, 120)
	} catch {
		return undefined
	}
}

/** `https://fw.example` of `https://fw.example/api/...`. */
const originIn = (location: string): string => URL.parse(location)?.origin ?? location
