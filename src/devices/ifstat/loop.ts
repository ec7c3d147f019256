import type {Duplex} from 'node:stream'
import {ParseError} from '../../errors.ts'
import type {SshConnection} from '../../transports/ssh/types.ts'
import type {PollContext} from '../device.ts'
import {connect, MAX_BYTES, type RemoteOptions, readRemote} from './remote.ts'
import {loopCommand} from './script.ts'
import type {Source} from './source.ts'

/**
 * A machine with a shell and /sys, read many times: one login, and one shell that answers each word on its stdin, so that
 * a sample costs one round trip. Nothing stays behind on the machine, because the shell ends with its stdin.
 */
export function remoteLoop(options: RemoteOptions): Source {
	let connection: SshConnection | undefined
	let shell: Duplex | undefined

	const close = () => {
		shell?.destroy()
		connection?.close()
		shell = undefined
		connection = undefined
	}
	const start = async (context: PollContext): Promise<Duplex> => {
		close()
		connection = await connect(options, context)
		const opened = await connection.open(loopCommand(options))
		// It may fail between two samples; then it is not readable when the next one comes.
		opened.on('error', () => {})
		return opened
	}
	const ask = async (context: PollContext, word: string, sending: () => void): Promise<string> => {
		try {
			if (shell?.readable !== true) shell = await start(context)
			sending()
			return await askLoop(shell, word, context.signal)
		} catch (error) {
			close()
			throw error
		}
	}
	return {
		read: context =>
			readRemote(context, loopCommand(options), (word, sending) => ask(context, word, sending)),
		close,
	}
}

/** Sends a word, and returns all that is printed up to the end of its answer, or up to the end of the shell. */
export function askLoop(shell: Duplex, word: string, signal: AbortSignal): Promise<string> {
	const {promise, resolve, reject} = Promise.withResolvers<string>()
	const end = `\n@linestat ${word} end\n`
	let printed: Buffer = Buffer.alloc(0)
	const listen = (chunk: Buffer) => {
		const from = Math.max(0, printed.length - end.length)
		printed = Buffer.concat([printed, chunk])
		if (printed.includes(end, from)) resolve(printed.toString())
		else if (printed.length > MAX_BYTES) {
			reject(new ParseError(`The answer of the shell is longer than ${MAX_BYTES} bytes`))
		}
	}
	const ended = () => resolve(printed.toString())
	const abort = () => reject(signal.reason)
	signal.addEventListener('abort', abort, {once: true})
	if (signal.aborted) abort()
	shell.on('data', listen).once('end', ended).once('close', ended).once('error', reject)
	shell.write(`${word}\n`)
	return promise.finally(() => {
		signal.removeEventListener('abort', abort)
		shell.off('data', listen).off('end', ended).off('close', ended).off('error', reject)
	})
}
