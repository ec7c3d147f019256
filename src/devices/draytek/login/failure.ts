import {AuthError, ConnectError, ParseError} from '../../../errors.ts'
import {ClosedError, type Dialogue} from '../../../transports/dialogue/dialogue.ts'
import type {Login, Progress} from './login.ts'

/** The words of a device that closes because it has no session to give, not because it is no Vigor. */
const NO_SESSION = /session|busy|too many|max|limit|lock|block|denied|allow/i

/** The device did not take name and password. */
export function refused(dialogue: Dialogue, username: string): AuthError {
	dialogue.mayHaveSession = false
	const said = dialogue.screen.lines.findLast(line => /incorrect|invalid|denied|fail|lock|block/i.test(line))
	return new AuthError(`${dialogue.wire.peer} refused the login of "${username}"${quoted(said)}`, {
		hint: 'Check the name and the password; it was tried once, because the device locks out who tries again',
	})
}

/** Something else than a Vigor is there; `what` as in "an SSH server". */
export function foreign(peer: string, what: string): ParseError {
	return new ParseError(`${peer} is no DrayTek command line: it answers with ${what}`, {
		hint: 'Check --host, --port and --transport',
	})
}

/** What ended a login, in words that tell what to do: the same end means something else at each stage of it. */
export function explain(error: unknown, dialogue: Dialogue, {username}: Login, progress: Progress): unknown {
	const {peer} = dialogue.wire
	const said = [...dialogue.screen.lines, dialogue.screen.line].find(line => line.trim() !== '')
	const words = progress.names + progress.passwords > 0 ? undefined : said
	if (error instanceof ClosedError) {
		if (progress.passwords > 0) return error.cause === undefined ? refused(dialogue, username) : error
		if (words !== undefined && !NO_SESSION.test(words)) return foreign(peer, short(words))
		return new ConnectError(`${peer} closed the connection before the login${quoted(words)}`, {
			cause: error.cause,
			result: 'refused',
			hint: 'No session may be free, or this address not be allowed, or be locked out after wrong passwords: try in some minutes',
		})
	}
	if (!(error instanceof ConnectError && error.result === 'timeout')) return error
	if (words !== undefined) return foreign(peer, short(words))
	const {line} = dialogue.screen
	if (progress.passwords > 0 && line.trim() !== '') {
		const hint = `If ${short(line)} is its prompt, give it with --prompt; else give it more time with --timeout`
		return new ConnectError(error.message, {result: 'timeout', hint})
	}
	if (said !== undefined) return error
	return new ConnectError(`${peer} took the connection but printed nothing`, {
		result: 'timeout',
		hint: 'Its sessions may all be taken: try in some minutes, or give it more time with --timeout',
	})
}

const quoted = (said: string | undefined): string => (said === undefined ? '' : ` (${short(said)})`)

/** The beginning of a line in quotes, fit for a message. */
function short(line: string): string {
	const text = line.trim()
	return `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`
}
