import https, {type RequestOptions} from 'node:https'
import type {Duplex} from 'node:stream'
import tls from 'node:tls'
import {openTrusted} from './tls.ts'
import type {Accepted, Trust} from './trust.ts'

export interface TrustAgentOptions {
	readonly maxSockets: number
	readonly trust: Trust
	readonly servername?: string | undefined
	readonly signal: AbortSignal
	readonly withinMs?: number | undefined
	readonly onAccepted: (accepted: Accepted) => void
}

/** Keep-alive connections, each handed to HTTP only after its certificate has been accepted. */
export class TrustAgent extends https.Agent {
	readonly #options: TrustAgentOptions

	constructor(options: TrustAgentOptions) {
		super({
			keepAlive: true,
			maxSockets: options.maxSockets,
			// With a name given, Node need not find out whether the host is one: 5 ms. `tls.ts` says which name to ask for.
			servername: '',
			// It is looked at in `tls.ts`. Node 26 keeps no connection for a request that brings a function of its own for it,
			// and got's is not Node's where the bundle stands between them.
			checkServerIdentity: tls.checkServerIdentity,
		})
		this.#options = options
	}

	/** Answers through the callback, because the certificate is looked at first. */
	override createConnection(
		{host, port}: RequestOptions,
		callback: (error: Error | null, stream: Duplex) => void = () => {},
	): undefined {
		const {trust, onAccepted, ...target} = this.#options
		openTrusted({...target, host: host ?? 'localhost', port: Number(port)}, trust).then(
			({socket, accepted}) => {
				onAccepted(accepted)
				callback(null, socket)
			},
			// Node takes a failure without a stream, whatever the type says.
			(error: Error) => (callback as (error: Error) => void)(error),
		)
	}
}
