import {spawn} from 'node:child_process'
import process from 'node:process'
import type {Message, SendContext} from './target.ts'
import {messageJson} from './webhook.ts'

/** What a command gets of the environment: nothing that could be a secret. */
const PASSED = ['PATH', 'HOME', 'USER', 'LANG', 'TZ']

/** Runs the command once a message, which it gets as one line of JSON on stdin. It must end with status 0. */
export async function send(
	[file = '', ...args]: readonly string[],
	messages: readonly Message[],
	context: SendContext,
): Promise<void> {
	for (const message of messages) {
		await run(file, args, `${JSON.stringify(messageJson(message))}\n`, context.signal)
		context.sent(message)
	}
}

async function run(file: string, args: readonly string[], input: string, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted()
	const env = Object.fromEntries(
		PASSED.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])),
	)
	const {promise, resolve, reject} = Promise.withResolvers<void>()
	// A group of its own, so that what it starts can be ended with it.
	const child = spawn(file, args, {stdio: ['pipe', 'ignore', 'pipe'], env, detached: true})
	let words = ''
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		if (words.length < 200) words += text
	})
	const abort = () => {
		try {
			if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
		} catch {
			// It has ended.
		}
		reject(signal.reason)
	}
	signal.addEventListener('abort', abort, {once: true})
	child.on('error', reject)
	// `exit`, not `close`: what it leaves in the background may hold its stderr open.
	child.on('exit', (status, by) => {
		const said = words.trim().split('\n')[0] ?? ''
		if (status === 0) resolve()
		else
			reject(
				new Error(
					`${file} ended with ${by ?? `status ${status}`}${said === '' ? '' : `: ${said.slice(0, 120)}`}`,
				),
			)
	})
	// A command that does not read its input is free to.
	child.stdin.on('error', () => {}).end(input)
	try {
		await promise
	} finally {
		signal.removeEventListener('abort', abort)
		child.stderr.destroy()
		child.unref()
	}
}
