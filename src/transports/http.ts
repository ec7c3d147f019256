import {once} from 'node:events'
import http from 'node:http'
import got, {type Response} from 'got'
import pLimit from 'p-limit'
import {ConnectError, LinestatError, ParseError} from '../errors.ts'
import type {Accepted, Trust} from './trust.ts'

export interface HttpOptions {
	readonly protocol: 'http:' | 'https:'
	readonly host: string
	readonly port: number
	/** Ends everything; its reason is what requests then fail with. */
	readonly signal: AbortSignal
	/** Connections, and so requests, at once. */
	readonly concurrency: number
	/** Longest body, in bytes. */
	readonly maxBytes?: number
	/** For https. */
	readonly trust?: Trust
	/** Name to ask the server for where `host` is an address. */
	readonly servername?: string
	/** Longest time for a TLS handshake, in milliseconds; by default only the signal ends it. */
	readonly connectMs?: number | undefined
}

export interface HttpRequest {
	readonly method: 'GET' | 'POST'
	readonly path: string
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
	/** Whether the status says it all; the body of such an answer, which may be long or never end, is not read. */
	readonly isEnough?: (status: number) => boolean
}

export interface HttpAnswer {
	readonly status: number
	readonly headers: Readonly<Record<string, string | string[] | undefined>>
	readonly body: string
}

/** Asks one server. Connections are kept until `close`. */
export interface HttpClient {
	/** The answer, whatever its status. Throws `ConnectError`, `AuthError` (certificate) or `ParseError` (no HTTP). */
	request(request: HttpRequest): Promise<HttpAnswer>
	/** The certificate that was accepted; undefined before the first https connection. */
	accepted(): Accepted | undefined
	close(): void
}

/** Codes of an answer, or a question, that was not heard to its end. */
const CLOSED = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_HTTP_CONTENT_LENGTH_MISMATCH']
const MAX_BYTES = 16 * 1024 * 1024

/** Opens nothing yet: the first request connects. */
export async function openHttp(options: HttpOptions): Promise<HttpClient> {
	const {protocol, host, port, signal, concurrency: maxSockets, maxBytes = MAX_BYTES} = options
	let accepted: Accepted | undefined
	const agent =
		protocol === 'http:'
			? {http: new http.Agent({keepAlive: true, maxSockets})}
			: {https: await trustAgent(options, one => (accepted = one))}
	// Node's agent counts a connection only once it is made, so that over TLS it would open one for each request.
	const inTurn = pLimit(maxSockets)
	const origin = `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`
	const client = got.extend({
		agent,
		signal,
		// A poll that failed is repeated by the next one. A redirect would carry the session to somewhere else.
		retry: {limit: 0},
		followRedirect: false,
		throwHttpErrors: false,
		// Without compression a body has no other size than the one that came in, and zlib need not be loaded.
		decompress: false,
		headers: {'user-agent': 'linestat'},
	})
	const send = async (request: HttpRequest): Promise<HttpAnswer> => {
		const {method, path, headers = {}, body, isEnough = () => false} = request
		const stream = client.stream(`${origin}${path}`, {
			method,
			headers: {...headers},
			...(body === undefined ? {} : {body}),
		})
		try {
			const [{statusCode: status, headers: answered}] = (await once(stream, 'response')) as [Response]
			if (isEnough(status)) {
				stream.on('error', () => {}).destroy()
				return {status, headers: answered, body: ''}
			}
			return {status, headers: answered, body: await readText(stream, maxBytes, `${host}:${port}`)}
		} catch (error) {
			throw toLinestatError(error, options)
		}
	}
	return {
		request: request => inTurn(send, request),
		accepted: () => accepted,
		close() {
			agent.http?.destroy()
			agent.https?.destroy()
		},
	}
}

/** Loads `node:https` and `node:tls` only where they are needed. */
async function trustAgent(
	{trust = {names: []}, servername, signal, concurrency: maxSockets, connectMs}: HttpOptions,
	onAccepted: (accepted: Accepted) => void,
) {
	const {TrustAgent} = await import('./https-agent.ts')
	return new TrustAgent({trust, servername, signal, withinMs: connectMs, maxSockets, onAccepted})
}

async function readText(stream: AsyncIterable<Uint8Array>, maxBytes: number, where: string): Promise<string> {
	const chunks: Uint8Array[] = []
	let size = 0
	// Leaving the loop destroys the stream and its connection.
	for await (const chunk of stream) {
		size += chunk.length
		if (size > maxBytes)
			throw new ParseError(`${where} sent more than ${maxBytes} bytes in one answer`, {
				hint: 'Check the address and the port',
			})
		chunks.push(chunk)
	}
	return Buffer.concat(chunks).toString()
}

/** What failed in words, from the codes of Node, OpenSSL and got. */
function toLinestatError(error: unknown, {host, port, signal}: HttpOptions): unknown {
	if (signal.aborted) return signal.reason
	if (error instanceof LinestatError) return error
	const cause = rootOf(error)
	if (cause instanceof LinestatError) return cause
	const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
	const where = `${host}:${port}`
	if (code === 'ECONNREFUSED') {
		return new ConnectError(`${where} refused the connection`, {
			result: 'refused',
			hint: 'Check the address and the port',
		})
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return new ConnectError(`The name ${host} is not known`, {hint: 'Check the name, or give an address'})
	}
	if (/^HPE_/.test(code))
		return new ParseError(`${where} does not speak HTTP`, {
			cause,
			hint: 'Check the port, and whether it wants https',
		})
	if (CLOSED.includes(code)) {
		return new ConnectError(`${where} closed the connection before the answer was complete`, {
			hint: 'Check that it did not restart, and whether it wants https',
		})
	}
	if (/^ERR_SSL_|^EPROTO$/.test(code)) {
		return new ConnectError(`${where} does not speak TLS`, {cause, hint: 'Check the port'})
	}
	return new ConnectError(`No connection to ${where}`, {cause, hint: 'Check that it is on and reachable'})
}

/** got wraps what Node says. */
function rootOf(error: unknown): unknown {
	return error instanceof Error && error.name === 'RequestError' && error.cause !== undefined
		? error.cause
		: error
}
