import fs from 'node:fs'
import net from 'node:net'
import {ConfigError} from '../errors.ts'
import {type HttpAnswer, openHttp} from '../transports/http.ts'
import {Refused, RetryLater} from './target.ts'

export interface Post {
	readonly url: URL
	readonly body: string
	readonly headers?: Readonly<Record<string, string>>
	readonly caFile?: string | undefined
	readonly signal: AbortSignal
}

/** Reads a URL, which may be a secret: it is never repeated in an error. `where` says where it stands. */
export function parseUrl(text: string, where: string): URL {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		throw new ConfigError(`What stands in ${where} is no URL that begins with https:// or http://`)
	}
	return url
}

/** Posts JSON and returns the answer, whatever its status. */
export async function post({url, body, headers = {}, caFile, signal}: Post): Promise<HttpAnswer> {
	const protocol = url.protocol === 'http:' ? 'http:' : 'https:'
	const host = url.hostname.replace(/^\[|\]$/g, '')
	const authorities = caFile === undefined ? {} : {authorities: () => [fs.readFileSync(caFile, 'utf8')]}
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
		return await client.request({
			method: 'POST',
			path: `${url.pathname}${url.search}`,
			headers: {'content-type': 'application/json', ...headers},
			body,
		})
	} finally {
		client.close()
	}
}

/** Nothing where the answer is a success, else throws what it means for the events. */
export function judge({status, headers, body}: HttpAnswer): void {
	if (status >= 200 && status < 300) return
	if (status === 429)
		throw new RetryLater('it wants fewer messages (status 429)', retryAfterMs(headers, body))
	const words = body
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 120)
	const answer = `it answered with status ${status}${words === '' ? '' : `, ${words}`}`
	if (status >= 400 && status < 500 && status !== 408) throw new Refused(answer)
	throw new Error(answer)
}

/** Discord tells fractions of a second in its JSON; others, and proxies before it, whole seconds in a header. */
function retryAfterMs(headers: HttpAnswer['headers'], body: string): number {
	const [, inBody] = /"retry_after"\s*:\s*(\d+(?:\.\d+)?)/.exec(body) ?? []
	const seconds = Number(inBody ?? headers['retry-after'])
	return Number.isFinite(seconds) ? Math.min(Math.ceil(seconds * 1000), 3_600_000) : 60_000
}
