import {ConnectError} from '../../errors.ts'
import type {Log} from '../../log.ts'
import {type HttpClient, type HttpRequest, openHttp} from '../../transports/http.ts'
import {type Origin, originOf} from '../../transports/origin.ts'
import type {PollContext} from '../device.ts'
import {DEFAULT_ENDPOINT} from './endpoint.ts'
import {mayMove, portOf} from './moved.ts'
import {type TrustOptions, trustOf} from './trust.ts'

/** Requests, and so connections, at once: the box is a small computer. */
const MANY = 10
/**
 * The same where there is little to ask. Over TLS each connection costs both sides more than an answer does; with one
 * alone an answer that never comes would cost the others.
 */
const FEW = {'http:': 3, 'https:': 2} as const

/** Bytes of one answer: a thousand machines are about one million. */
const MAX_BYTES = 4 * 1024 * 1024

/** Longest time to wait for a port that may be another by now: from outside it mostly does not refuse, but is silent. */
const MOVED_MS = 3000

export interface ConnectionRequest {
	readonly options: TrustOptions & {readonly nameServer: string | undefined}
	readonly env: PollContext['env']
	readonly log: Pick<Log, 'warn'>
	readonly pins: readonly (string | undefined)[]
	/** Accept any certificate: a person is at the box. */
	readonly firstUse?: boolean
	readonly signal: AbortSignal
	/** Whether there is much to ask. */
	readonly isLong?: boolean
	/** Port at which the poll before has found the box. */
	readonly port?: number | undefined
}

/** A client for the box. */
export interface BoxClient extends HttpClient {
	/** Port at which the box answers, where it is not the one of the endpoint. */
	movedTo(): number | undefined
}

/** Opens nothing yet. Where the box has moved to another port, the requests go on there. */
export async function connect(request: ConnectionRequest): Promise<BoxClient> {
	const {options, env, pins, firstUse, signal, log, isLong = false} = request
	const endpoint = options.endpoint ?? DEFAULT_ENDPOINT
	const {protocol, host} = endpoint
	const {trust, servername} = trustOf(options, env, pins, firstUse)
	const open = (port: number) =>
		openHttp({
			protocol,
			host,
			port,
			signal,
			concurrency: isLong ? MANY : FEW[protocol],
			maxBytes: MAX_BYTES,
			trust,
			servername,
			connectMs: mayMove(endpoint) ? MOVED_MS : undefined,
		})
	let port = request.port ?? endpoint.port
	const first = await open(port)
	let client = first
	let following: Promise<HttpClient | undefined> | undefined

	/** A client for the port that the box has moved to, if it has. */
	async function follow(): Promise<HttpClient | undefined> {
		const found = await portOf(host, endpoint.port, options.nameServer, signal)
		if (found === port) return undefined
		log.warn(`${host}:${port} does not answer; the box is at port ${found} now`)
		port = found
		client = await open(port)
		return client
	}

	async function send(request: HttpRequest) {
		const used = client
		try {
			return await used.request(request)
		} catch (error) {
			if (!(error instanceof ConnectError) || !mayMove(endpoint) || signal.aborted) throw error
			if (used === first) following ??= follow()
			const next = used === first ? await following : undefined
			if (next === undefined) throw error
			return next.request(request)
		}
	}
	return {
		async request(request) {
			try {
				return await send(request)
			} catch (error) {
				throw explain(error, endpoint)
			}
		},
		accepted: () => client.accepted(),
		movedTo: () => (port === endpoint.port ? undefined : port),
		close() {
			first.close()
			client.close()
		},
	}
}

/** Where TLS is not to be had, plain HTTP is only used if it is asked for. */
function explain(error: unknown, endpoint: Origin): unknown {
	if (endpoint.protocol !== 'https:' || !(error instanceof ConnectError)) return error
	if (error.result !== 'refused' && !error.message.includes('TLS')) return error
	const {host, port} = endpoint
	const plain = originOf({protocol: 'http:', host, port: port === 443 ? 80 : port}).replace(/:80$/, '')
	return new ConnectError(error.message, {
		result: error.result,
		hint: `If the box offers no TLS, use --endpoint ${plain}`,
		...(error.cause === undefined ? {} : {cause: error.cause}),
	})
}
