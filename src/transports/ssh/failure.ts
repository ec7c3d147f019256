import {AuthError, ConnectError, LinestatError, ParseError} from '../../errors.ts'

/** How far a connection had come when it failed. */
export type Stage = 'connect' | 'handshake' | 'login' | 'session'

interface Words {
	readonly what: string
	readonly result: ConnectError['result']
	readonly hint: string
}

const NAME: Words = {what: 'has no address', result: 'unreachable', hint: 'Check the name of the host'}
const NETWORK: Words = {
	what: 'cannot be reached',
	result: 'unreachable',
	hint: 'Check the network and the address',
}

/** What the resolver and the socket report, by the system's codes. */
const SYSTEM: Readonly<Record<string, Words>> = {
	ENOTFOUND: NAME,
	EAI_AGAIN: NAME,
	EAI_FAIL: NAME,
	EAI_NODATA: NAME,
	EAI_NONAME: NAME,
	ECONNREFUSED: {
		what: 'refused the connection',
		result: 'refused',
		hint: 'Check the port, and that its SSH server is on',
	},
	ETIMEDOUT: {what: 'did not answer', result: 'timeout', hint: 'Check that it is on'},
	EHOSTUNREACH: NETWORK,
	ENETUNREACH: NETWORK,
	EHOSTDOWN: NETWORK,
	ENETDOWN: NETWORK,
	EADDRNOTAVAIL: NETWORK,
	EACCES: NETWORK,
	EPERM: NETWORK,
}

/** Words for what ssh2, the socket or the resolver reports. */
export function explain(error: unknown, stage: Stage, place: string, user: string): LinestatError {
	if (error instanceof LinestatError) return error
	const {code, level, message} = detailsOf(error)
	// With several addresses there is an error for each, and the one around them has no words.
	const cause = error instanceof AggregateError ? error.errors[0] : error
	const words = SYSTEM[String(code)]
	if (words !== undefined) {
		const {what, result, hint} = words
		return new ConnectError(`${place} ${what}`, {cause, result, hint})
	}
	if (level === 'handshake' && /no matching|unsupported/i.test(message)) {
		return new ParseError(`${place} and linestat have no algorithm in common`, {
			cause,
			hint: 'If it is an old device, use --legacy-ssh',
		})
	}
	if (level === 'client-timeout') {
		return new ConnectError(`${place} does not answer any more`, {cause, result: 'timeout'})
	}
	if (isClosed({code, level, message})) return closed(stage, place, user, cause)
	// The server's own words in its last message, as "Too many authentication failures".
	const isGoodbye = typeof code === 'number'
	if (stage === 'login') {
		return new AuthError(`${place} ended the login of "${user}"`, {
			cause,
			hint: /too many/i.test(message)
				? 'Name the one key to use with --identity-file, and wait if the device counts refusals'
				: 'Check the account on the device',
		})
	}
	if (stage === 'session' || isGoodbye) {
		return new ConnectError(`${place} ended the connection`, {
			cause,
			result: isGoodbye ? 'refused' : 'unreachable',
		})
	}
	return new ParseError(`${place} does not speak SSH as expected`, {cause, hint: 'Check the port'})
}

function closed(stage: Stage, place: string, user: string, cause: unknown): LinestatError {
	switch (stage) {
		case 'connect':
		case 'handshake':
			return new ConnectError(`${place} closed the connection before the login`, {
				cause,
				result: 'refused',
				hint: 'It may be busy, allow other addresses only, or not be an SSH server',
			})
		case 'login':
			return new ConnectError(`${place} closed the connection during the login of "${user}"`, {
				cause,
				hint: 'It may limit the number of sessions or of refused logins',
			})
		case 'session':
			return new ConnectError(`${place} closed the connection in the middle of an answer`, {cause})
	}
}

/** A refused channel: the login works, what was asked for does not. */
export function refusedChannel(what: string, place: string, cause: unknown): ConnectError {
	return new ConnectError(`${place} refused ${what}`, {
		cause,
		result: 'refused',
		hint: 'The account may allow other uses only, or the device may have no session left',
	})
}

/** The message for a socket that the other side closed without a word. */
export const CLOSED = 'Connection closed'

interface Details {
	/** The system's word, or the number of the SSH message that said goodbye. */
	readonly code: unknown
	/** Where ssh2 found the error. */
	readonly level: unknown
	readonly message: string
}

function detailsOf(error: unknown): Details {
	const {code, level} = (error ?? {}) as {code?: unknown; level?: unknown}
	return {code, level, message: error instanceof Error ? error.message : String(error)}
}

/** ssh2 has an error of its own for a server that closes before it says its version. */
function isClosed({code, message}: Details): boolean {
	return (
		code === 'ECONNRESET' ||
		code === 'EPIPE' ||
		message === CLOSED ||
		message === 'Connection lost before handshake'
	)
}
