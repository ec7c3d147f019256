import {ConnectError} from '../errors.ts'

interface Reason {
	readonly result: ConnectError['result']
	readonly hint: string
}

const REASONS: Readonly<Record<string, Reason>> = {
	ENOTFOUND: {result: 'unreachable', hint: 'Check the name'},
	EAI_AGAIN: {result: 'unreachable', hint: 'Check the name, and the name server of this machine'},
	ECONNREFUSED: {result: 'refused', hint: 'Check the port, and that the service runs there'},
	// After the connection stood: by something that lets in certain addresses only, or nobody more.
	ECONNRESET: {
		result: 'refused',
		hint: 'It took the connection and broke it: it may be busy, or let in other addresses only',
	},
	EHOSTUNREACH: {result: 'unreachable', hint: 'Check that it is on, and the way to it'},
	ENETUNREACH: {result: 'unreachable', hint: 'Check the network of this machine'},
	ETIMEDOUT: {result: 'timeout', hint: 'Check that it is on, and that no firewall drops the port'},
}

/** The words for a socket that could not be opened. `place` is as the user wrote it, as in `router:19998`. */
export function connectError(place: string, error: unknown): ConnectError {
	// Several addresses were tried: the last refusal says most.
	const cause: unknown = error instanceof AggregateError ? error.errors.at(-1) : error
	const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
	const {result, hint} = REASONS[code] ?? {result: 'unreachable', hint: 'Check that it is on and reachable'}
	return new ConnectError(`Cannot connect to ${place}`, {cause, result, hint})
}

/** Host and port as messages name them: `router:23`, `[fe80::1]:23`. */
export const placeOf = (host: string, port: number): string =>
	host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
