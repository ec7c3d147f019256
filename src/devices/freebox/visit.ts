import type {Log} from '../../log.ts'
import type {HttpClient} from '../../transports/http.ts'
import {Box} from './box.ts'
import {type ConnectionRequest, connect} from './connection.ts'
import type {Registration} from './credentials.ts'

export interface VisitRequest {
	readonly options: ConnectionRequest['options']
	readonly env: Readonly<Record<string, string | undefined>>
	readonly log: Log
	readonly signal: AbortSignal
	readonly registration?: Registration | undefined
	/** A person is at home, so whatever certificate the box shows is accepted, and can then be remembered. */
	readonly firstUse?: boolean
}

/** A box outside of a poll. */
export interface Visit {
	readonly box: Box
	readonly http: HttpClient
	/** Fingerprint of the certificate, after the first answer over TLS. */
	fingerprint(): string | undefined
	close(): void
}

export async function visit(request: VisitRequest): Promise<Visit> {
	const {registration, firstUse = false, log} = request
	const pins = firstUse ? [] : [registration?.fingerprint]
	const http = await connect({...request, pins, firstUse})
	const box = new Box({
		connect: async () => http,
		registration: registration ?? {appId: '', appToken: ''},
		kept: {},
		context: {log, exchange: (_question, ask) => ask()},
	})
	return {box, http, fingerprint: () => http.accepted()?.fingerprint, close: () => http.close()}
}
