import {AuthError, ConnectError, LinestatError, ParseError} from '../../errors.ts'
import {connectError} from '../connect-error.ts'

/** How far a connection had come when it failed. */
export type Stage = 'connect' | 'handshake' | 'login' | 'session'

/** Words for what ssh2, the socket or the resolver reports. */
export function explain(error: unknown, stage: Stage, place: string, user: string): LinestatError {
	if (error instanceof LinestatError) return error
	if (stage === 'connect') return connectError(place, error)
	const {code, level, message} = detailsOf(error)
	const cause = error
	if (isClosed(code, message)) return closed(stage, place, user, cause)
	if (level === 'client-socket') return connectError(place, error)
	if (level === 'client-timeout') {
		return new ConnectError(`${place} does not answer any more`, {
			cause,
			result: 'timeout',
			hint: 'Check that it is still on and reachable',
		})
	}
	if (level === 'handshake' && /no matching|unsupported/i.test(message)) {
		return new ParseError(`${place} and linestat have no algorithm in common`, {
			cause,
			hint: 'If it is an old device, use --legacy-ssh',
		})
	}
	// The number of a reason: the server says in its own words why it ends, as "Too many authentication failures".
	if (typeof code !== 'number') {
		return new ParseError(`${place} does not speak SSH as expected`, {cause, hint: 'Check the port'})
	}
	if (stage === 'login') {
		return new AuthError(`${place} ended the login of "${user}"`, {
			cause,
			hint: /too many/i.test(message)
				? 'Name the one key to use with --identity-file, and wait if the device counts refusals'
				: 'Check the account on the device',
		})
	}
	return new ConnectError(`${place} ended the connection`, {
		cause,
		result: 'refused',
		hint: 'Try again; if it stays so, look into the log of its SSH server',
	})
}

function closed(
	stage: Exclude<Stage, 'connect'>,
	place: string,
	user: string,
	cause: unknown,
): LinestatError {
	switch (stage) {
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
			return new ConnectError(`${place} closed the connection in the middle of an answer`, {
				cause,
				hint: 'Check that it did not restart, and try again',
			})
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

/** `level` is where ssh2 found the error; `code` the system's word, or the number of the server's reason. */
function detailsOf(error: unknown): {code: unknown; level: unknown; message: string} {
	const {code, level} = (error ?? {}) as {code?: unknown; level?: unknown}
	return {code, level, message: error instanceof Error ? error.message : String(error)}
}

/** ssh2 has an error of its own for a server that closes before it says its version. */
function isClosed(code: unknown, message: string): boolean {
	const isReset = code === 'ECONNRESET' || code === 'EPIPE'
	return isReset || message === CLOSED || message === 'Connection lost before handshake'
}
