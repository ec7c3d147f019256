import net from 'node:net'
import {readAuthorities} from '../transports/authorities.ts'
import {type HttpAnswer, openHttp} from '../transports/http.ts'

import {Refused, RetryLater} from './target.ts'
import {loginOf, secretsOf} from './url.ts'

export interface Post {
	readonly url: URL
	readonly body: string
	/** Goes into the header `Authorization: Bearer`. */
	readonly token?: string | undefined
	readonly caFile?: string | undefined
	readonly signal: AbortSignal
}

/** Longest words of a server that are repeated. */
const WORDS = 120
/** Whoever wants to be left alone for longer is asked again after this. */
const LONGEST_PAUSE_MS = 86_400_000

/** Posts JSON. Rejects unless the answer is a success, with what it means for the events. */
export async function post({url, body, token, caFile, signal}: Post): Promise<void> {
	const protocol = url.protocol === 'http:' ? 'http:' : 'https:'
	const host = url.hostname.replace(/^\[|\]$/g, '')
	const authorities = caFile === undefined ? {} : {authorities: () => readAuthorities(caFile)}
	const login = token === undefined ? loginOf(url) : {authorization: `Bearer ${token}`}
	const client = await openHttp({
		protocol,
		host,
		port: Number(url.port) || (protocol === 'http:' ? 80 : 443),
		signal,
		concurrency: 1,
		maxBytes: 65_536,
		trust: {names: [host], hint: 'Name the authority that signed it with ca_file', ...authorities},
		// Addresses have no place in TLS's server name.
		...(net.isIP(host) === 0 ? {servername: host} : {}),
	})
	try {
		const answer = await client.request({
			method: 'POST',
			path: `${url.pathname}${url.search}`,
			headers: {'content-type': 'application/json', ...login},
			body,
			isEnough: isGood,
		})
		judge(answer, [...secretsOf(url), ...(token === undefined ? [] : [token])])
	} finally {
		client.close()
	}
}

function judge({status, headers, body}: HttpAnswer, secrets: readonly string[]): void {
	if (isGood(status)) return
	if (status === 429)
		throw new RetryLater('it wants fewer messages (status 429)', retryAfterMs(headers, body))
	const words = wordsOf(body, secrets)
	const answer = `it answered with status ${status}${words === '' ? '' : `, ${words}`}`
	if (status >= 400 && status < 500 && status !== 408) throw new Refused(answer)
	throw new Error(answer)
}

const isGood = (status: number): boolean => status >= 200 && status < 300

/** What a server says, without what it repeats of the secrets; they are replaced before anything is cut. */
function wordsOf(body: string, secrets: readonly string[]): string {
	const longestFirst = secrets.toSorted((a, b) => b.length - a.length)
	return longestFirst
		.reduce((text, secret) => text.replaceAll(secret, '***'), body)
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, WORDS)
}

/** Discord tells fractions of a second in its JSON; others, and proxies before it, whole seconds in a header. */
function retryAfterMs(headers: HttpAnswer['headers'], body: string): number {
	const [, inBody] = /"retry_after"\s*:\s*(\d+(?:\.\d+)?)/.exec(body) ?? []
	const seconds = Number(inBody ?? headers['retry-after'])
	return Number.isFinite(seconds) ? Math.min(Math.ceil(seconds * 1000), LONGEST_PAUSE_MS) : 60_000
}
