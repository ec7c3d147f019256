import {AuthError, ConnectError, LinestatError, ParseError} from '../../errors.ts'

/** How far a connection had come when it failed. */
export type Stage = 'connect' | 'handshake' | 'login' | 'session'

/** Words for what ssh2, the socket or the resolver reports. */
export function explain(error: unknown, stage: Stage, place: string, user: string): LinestatError {
	if (error instanceof LinestatError) return error
	const {code, level, message} = describeError(error)
	const cause = error
	switch (code) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
		case 'EAI_NODATA':
		case 'EAI_NONAME':
		case 'EAI_FAIL':
			return new ConnectError(`Cannot find the address of ${place}`, {
				cause,
				hint: 'Check the name of the host',
			})
		case 'ECONNREFUSED':
			return new ConnectError(`${place} refused the connection`, {
				cause,
				result: 'refused',
				hint: 'Check the port, and that its SSH server is on',
			})
		case 'ETIMEDOUT':
			return new ConnectError(`${place} did not answer`, {
				cause,
				result: 'timeout',
				hint: 'Check that it is on',
			})
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
		case 'EHOSTDOWN':
		case 'ENETDOWN':
		case 'EADDRNOTAVAIL':
		case 'EACCES':
		case 'EPERM':
			return new ConnectError(`${place} cannot be reached`, {
				cause,
				hint: 'Check the network and the address',
			})
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
	if (code === 'ECONNRESET' || code === 'EPIPE' || isClosed(level, message))
		return closed(stage, place, user, cause)
	// The server's own words in its last message, as "Too many authentication failures".
	if (stage === 'login') {
		return new AuthError(`${place} ended the login of "${user}"`, {
			cause,
			hint: /too many/i.test(message)
				? 'Name the one key to use with --identity-file, and wait if the device counts refusals'
				: 'Check the account on the device',
		})
	}
	if (stage === 'session') return new ConnectError(`${place} ended the connection`, {cause})
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

/** ssh2 has an error of its own for a server that closes before it says its version. */
function isClosed(level: string, message: string): boolean {
	return level === 'closed' || message === 'Connection lost before handshake'
}

/** Closed by the other side without a word. */
export class ClosedError extends Error {
	readonly level = 'closed'
}

function describeError(error: unknown): {code: string; level: string; message: string} {
	const {code, level, message} = (error ?? {}) as {code?: unknown; level?: unknown; message?: unknown}
	return {code: String(code ?? ''), level: String(level ?? ''), message: String(message ?? '')}
}
