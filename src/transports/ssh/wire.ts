import {placeOf} from '../connect-error.ts'
import type {Wire} from '../dialogue/wire.ts'
import {openSsh} from './connect.ts'
import type {SshOptions} from './options.ts'
import type {SshTarget} from './target.ts'
import type {SshContext} from './types.ts'

/**
 * The shell of a device that has a command line and no commands. Rejects as `openSsh` does. Once it is open, the signal no
 * longer ends it: the shell is left by its user, because some devices keep a session whose connection just breaks.
 */
export async function openSshWire(
	target: SshTarget & {readonly port: number},
	options: SshOptions,
	context: SshContext,
): Promise<Wire> {
	const {signal} = context
	const opening = new AbortController()
	const abort = () => opening.abort(signal.reason)
	if (signal.aborted) abort()
	else signal.addEventListener('abort', abort, {once: true})

	try {
		const connection = await openSsh(target, options, {...context, signal: opening.signal})
		const shell = await connection.shell()
		const pieces = shell.setEncoding('utf8')[Symbol.asyncIterator]()
		let failure: Error | undefined
		const receive = async (): Promise<string | undefined> => {
			try {
				const {done, value} = await pieces.next()
				return done === true ? undefined : String(value)
			} catch (error) {
				failure = error instanceof Error ? error : new Error(String(error))
				return undefined
			}
		}
		return {
			peer: placeOf(target.host, target.port),
			send: text => void shell.write(text),
			receive,
			failure: () => failure,
			// A Vigor 167 loses one of its few terminals for good when the connection ends before the shell has.
			finish: () => void shell.end(),
			destroy: () => connection.close(),
		}
	} finally {
		signal.removeEventListener('abort', abort)
	}
}
