import fs from 'node:fs'
import {type Clock, systemClock} from './clock.ts'
import {type After, after} from './deadline.ts'

export interface Terminal {
	readonly isTTY: boolean
	/** Width in characters; undefined where it is not known. */
	readonly columns: number | undefined
	/** Height in lines, likewise. */
	readonly rows?: number | undefined
}

/** Everything the program takes from its surroundings and gives back. Tests hand in their own. */
export interface Io {
	readonly env: Readonly<Record<string, string | undefined>>
	readonly clock: Clock
	/** The timer of a poll's deadline. */
	readonly after: After
	readonly stdin: {readonly isTTY: boolean}
	readonly stdout: Terminal
	readonly stderr: Terminal
	/** Writes all of it, synchronously. Throws the system's error, EPIPE among them. */
	out(text: string | Buffer): void
	err(text: string): void
	/** Asks a person on the terminal, without echo. Rejects with the signal's reason when it aborts. */
	ask(question: string, signal: AbortSignal): Promise<string>
	/** The first line of stdin. Rejects with the signal's reason when it aborts. */
	readLine(signal: AbortSignal): Promise<string>
	/**
	 * Calls back for SIGTERM and SIGINT, as often as they arrive, and for an exception that nobody caught.
	 * Returns the function that ends it.
	 */
	onInterrupt(listener: (cause: 'SIGTERM' | 'SIGINT' | Error) => void): () => void
}

export const processIo: Io = {
	env: process.env,
	clock: systemClock,
	after,
	stdin: {
		get isTTY() {
			return isTerminal(0)
		},
	},
	stdout: terminal(1),
	stderr: terminal(2),
	out: text => writeAll(1, text),
	err: text => writeAll(2, text),
	ask: async (question, signal) => (await import('./prompt.ts')).ask(question, signal),
	readLine: async signal => (await import('./prompt.ts')).readLine(signal),
	onInterrupt(listener) {
		let listening = true
		const term = () => listening && listener('SIGTERM')
		const int = () => listening && listener('SIGINT')
		const crash = (error: unknown) => listener(error instanceof Error ? error : new Error(String(error)))
		// `on`, never `once`, and for good: Telegraf sends SIGTERM twice, and the second may come when all is done.
		process.on('SIGTERM', term).on('SIGINT', int)
		process.on('uncaughtException', crash).on('unhandledRejection', crash)
		return () => {
			listening = false
			process.off('uncaughtException', crash).off('unhandledRejection', crash)
		}
	},
}

/** Linux's number for memory devices, /dev/null among them. */
const MEMORY_DEVICES = 1

/** Loading `node:tty` or touching `process.stdout` costs milliseconds, so only a device that may be one is asked. */
function isTerminal(fd: number): boolean {
	try {
		const stat = fs.fstatSync(fd)
		if (!stat.isCharacterDevice() || stat.rdev >> 8 === MEMORY_DEVICES) return false
	} catch {
		return false
	}
	return process.getBuiltinModule('node:tty').isatty(fd)
}

function terminal(fd: 1 | 2): Terminal {
	const stream = () => (isTerminal(fd) ? (fd === 1 ? process.stdout : process.stderr) : undefined)
	return {
		get isTTY() {
			return isTerminal(fd)
		},
		// A terminal that does not know its size says 0.
		get columns() {
			return stream()?.columns || undefined
		},
		get rows() {
			return stream()?.rows || undefined
		},
	}
}

/**
 * Writes synchronously, so that nothing is queued when the process ends: on Linux a pipe takes 64 KiB at once, and a
 * pipe that somebody else made non-blocking answers EAGAIN until its reader has caught up.
 */
function writeAll(fd: number, text: string | Buffer): void {
	const bytes = typeof text === 'string' ? Buffer.from(text) : text
	let written = 0
	while (written < bytes.length) {
		try {
			written += fs.writeSync(fd, bytes, written)
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
		}
	}
}
