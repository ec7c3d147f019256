import {ConnectError} from '../../errors.ts'
import {type HttpClient, openHttp} from '../../transports/http.ts'
import {type Origin, originOf} from '../../transports/origin.ts'
import type {PollContext} from '../device.ts'
import {DEFAULT_ENDPOINT} from './endpoint.ts'
import {type TrustOptions, trustOf} from './trust.ts'

/** Requests, and so connections, at once: the box is a small computer. */
const AT_ONCE = 8

/** Bytes of one answer: a thousand machines are about one million. */
const MAX_BYTES = 4 * 1024 * 1024

export interface ConnectionRequest {
	readonly options: TrustOptions
	readonly env: PollContext['env']
	readonly pins: readonly (string | undefined)[]
	/** Accept any certificate: a person is at the box. */
	readonly firstUse?: boolean
	readonly signal: AbortSignal
}

/** A client for the box; opens nothing yet. */
export async function connect(request: ConnectionRequest): Promise<HttpClient> {
	const {options, env, pins, firstUse, signal} = request
	const endpoint = options.endpoint ?? DEFAULT_ENDPOINT
	const {protocol, host, port} = endpoint
	const {trust, servername} = trustOf(options, env, pins, firstUse)
	const client = await openHttp({
		protocol,
		host,
		port,
		signal,
		concurrency: AT_ONCE,
		maxBytes: MAX_BYTES,
		trust,
		servername,
	})
	return {
		...client,
		async request(request) {
			try {
				return await client.request(request)
			} catch (error) {
				throw explain(error, endpoint)
			}
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
