import http from 'node:http'
import https from 'node:https'
import {turns} from '../../turns.ts'
import type {Certificate} from '../certificates.ts'
import {listen} from '../listening.ts'
import {Box, type Reply} from './box.ts'
import {type Fault, spoil} from './faults.ts'

export interface FreeboxOptions {
	/** Name of a fixture. */
	readonly model?: string
	/** Serves HTTPS with this certificate; `chain` is sent after it. */
	readonly tls?: Certificate & {readonly chain?: string}
	/** Time before each answer. */
	readonly latencyMs?: number
}

/** What the box saw. */
export interface Seen {
	/** `GET connection/`, in order of arrival. */
	readonly requests: string[]
	connections: number
	/** Greatest number of requests at once. */
	atOnce: number
	/** Everything that was sent to the box, headers and bodies. */
	text: string
	/** Requests from an index on that came one after the other: the longest chain of question, answer, question. */
	rounds(from: number): number
}

export interface Freebox extends AsyncDisposable {
	readonly port: number
	/** For `--endpoint`. */
	readonly url: string
	readonly box: Box
	readonly seen: Seen
	/** What goes wrong, by path below `/api/v<N>/`; `*` is every path of the API but the login. */
	readonly faults: Map<string, Fault>
	/** Resolves at the first question of a kind, as `GET login/authorize/42`, from now on. */
	asked(question: string): Promise<void>
	/** Resolves once nothing goes on any more: every question that is left hangs. */
	readonly stuck: Promise<void>
	certificate(next: Certificate): void
	close(): Promise<void>
}

/** A Freebox on loopback: nginx in front of the API of `box.ts`. */
export async function startFreebox({
	model = 'ultra-v16',
	tls,
	latencyMs = 0,
}: FreeboxOptions = {}): Promise<Freebox> {
	const box = new Box(model)
	const spans: {start: number; end: number}[] = []
	const seen: Seen = {
		requests: [],
		connections: 0,
		atOnce: 0,
		text: '',
		rounds: from => longestChain(spans.slice(from)),
	}
	const faults = new Map<string, Fault>()
	const waiting = new Map<string, () => void>()
	const {promise: stuck, resolve: isStuck} = Promise.withResolvers<void>()
	let now = 0
	let hanging = 0
	const lookWhetherStuck = async () => {
		for (let turn = 0; turn < 5; turn++) {
			if (hanging === 0 || hanging < now) return
			await turns()
		}
		isStuck()
	}

	const listener: http.RequestListener = async (request, response) => {
		now++
		seen.atOnce = Math.max(seen.atOnce, now)
		response.once('close', () => {
			now--
			void lookWhetherStuck()
		})
		const body = await readBody(request)
		const {method = '', url = '', headers} = request
		seen.text += `${method} ${url}\n${JSON.stringify(headers)}\n${body}\n`
		const path = url.replace(/^\/api\/[^/]+\//, '')
		seen.requests.push(`${method} ${path}`)
		waiting.get(`${method} ${path}`)?.()
		const span = {start: performance.now(), end: Number.POSITIVE_INFINITY}
		spans.push(span)
		if (latencyMs > 0) await new Promise(resolve => setTimeout(resolve, latencyMs))
		const reply = box.handle({method, url, headers, body})
		const fault = faults.get(path) ?? (/^(login|\/)/.test(path) ? undefined : faults.get('*'))
		span.end = performance.now()
		if (fault === 'hang') {
			hanging++
			response.once('close', () => hanging--)
			return lookWhetherStuck()
		}
		if (fault !== undefined && (await spoil(fault, response, reply.body))) return
		send(response, reply)
	}
	const options = {keepAliveTimeout: 5000, maxRequestsPerSocket: 99}
	const server =
		tls === undefined
			? http.createServer(options, listener)
			: https.createServer({...options, key: tls.key, cert: `${tls.cert}\n${tls.chain ?? ''}`}, listener)
	server.maxRequestsPerSocket = 99
	const {port, url, close} = await listen(server, tls !== undefined, () => seen.connections++)
	return {
		port,
		url,
		box,
		seen,
		faults,
		asked: question => new Promise(resolve => waiting.set(question, resolve)),
		stuck,
		certificate({key, cert}) {
			if (server instanceof https.Server) server.setSecureContext({key, cert})
		},
		close,
		[Symbol.asyncDispose]: close,
	}
}

/** How many spans follow one another at most, none beginning before the one before it has ended. */
function longestChain(spans: readonly {start: number; end: number}[]): number {
	let chain = 0
	let end = Number.NEGATIVE_INFINITY
	for (const span of [...spans].sort((a, b) => a.end - b.end)) {
		if (span.start < end) continue
		chain++
		end = span.end
	}
	return chain
}

async function readBody(request: http.IncomingMessage): Promise<string> {
	const chunks: Buffer[] = []
	for await (const chunk of request) chunks.push(chunk as Buffer)
	return Buffer.concat(chunks).toString()
}

/** Chunked, and cut within a letter of more than one byte where there is one. */
function send(response: http.ServerResponse, {status, type, body}: Reply): void {
	response.writeHead(status, {'content-type': type, 'keep-alive': 'timeout=5, max=99', server: 'nginx'})
	const bytes = Buffer.from(body)
	const wide = bytes.findIndex(byte => byte > 0x7f)
	const cut = wide < 0 ? Math.floor(bytes.length / 2) : wide + 1
	response.write(bytes.subarray(0, cut))
	response.end(bytes.subarray(cut))
}
