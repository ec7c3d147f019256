import {read} from 'read'

/**
 * Asks on the terminal without echo. Rejects with the signal's reason when it aborts. The terminal is always left as it
 * was found: readline takes it into raw mode, where Ctrl-C is a character, so that is passed on as the signal it means.
 */
export async function ask(question: string, signal: AbortSignal): Promise<string> {
	const {promise: aborted, reject} = Promise.withResolvers<never>()
	const abort = () => reject(signal.reason)
	signal.throwIfAborted()
	signal.addEventListener('abort', abort, {once: true})
	const typed = read({prompt: question, silent: true, input: process.stdin, output: process.stderr})
	try {
		return await Promise.race([typed.catch(canceled), aborted])
	} finally {
		signal.removeEventListener('abort', abort)
		if (process.stdin.isTTY) process.stdin.setRawMode(false)
		process.stdin.pause()
		process.stdin.unref()
		process.stderr.write('\n')
	}

	function canceled(): Promise<never> {
		process.kill(process.pid, 'SIGINT')
		return aborted
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
