import {read} from 'read'

/** Longer than a signal to oneself takes. */
const SIGNAL_MS = 1000

/**
 * Asks on the terminal without echo; Ctrl-D is an empty answer. Rejects with the signal's reason when it aborts. The
 * terminal is always left as it was found: readline takes it into raw mode, where Ctrl-C is a character, so that is
 * passed on as the signal it means.
 */
export async function ask(question: string, signal: AbortSignal): Promise<string> {
	const {promise: ended, reject, resolve} = Promise.withResolvers<string>()
	const abort = () => reject(signal.reason)
	// `read` never settles after Ctrl-D: readline closes, which shows only in its pausing of stdin.
	const closed = () => setImmediate(() => canceling ?? resolve(''))
	let canceling: NodeJS.Timeout | undefined
	signal.throwIfAborted()
	signal.addEventListener('abort', abort, {once: true})
	process.stdin.once('pause', closed)
	const typed = read({prompt: question, silent: true, input: process.stdin, output: process.stderr})
	const canceled = () => {
		process.kill(process.pid, 'SIGINT')
		// Keeps the process alive until the signal has arrived.
		canceling = setTimeout(resolve, SIGNAL_MS, '')
		return ended
	}
	try {
		return await Promise.race([typed.catch(canceled), ended])
	} finally {
		clearTimeout(canceling)
		signal.removeEventListener('abort', abort)
		process.stdin.off('pause', closed)
		if (process.stdin.isTTY) process.stdin.setRawMode(false)
		process.stdin.pause()
		process.stdin.unref()
		process.stderr.write('\n')
	}
}

/** The first line of stdin, without its newline. Rejects with the signal's reason when it aborts. */
export async function readLine(signal: AbortSignal): Promise<string> {
	const {promise, resolve, reject} = Promise.withResolvers<string>()
	const decoder = new TextDecoder()
	let text = ''
	const finish = () => resolve(text.replace(/\r?\n.*$/s, ''))
	const abort = () => reject(signal.reason)
	const take = (chunk: Buffer) => {
		text += decoder.decode(chunk, {stream: true})
		if (text.includes('\n')) finish()
	}
	signal.throwIfAborted()
	signal.addEventListener('abort', abort, {once: true})
	process.stdin.on('data', take).once('end', finish).once('error', reject)
	try {
		return await promise
	} finally {
		signal.removeEventListener('abort', abort)
		process.stdin.off('data', take).off('end', finish).off('error', reject)
		process.stdin.pause()
		process.stdin.unref()
	}
}
