import type {Catalog} from './catalog.ts'
import {main} from './cli.ts'
import {describe, ExitCode} from './errors.ts'
import {type Io, processIo} from './io.ts'
import {autoFormat, createLog} from './log.ts'

/** How long a process may take to end by itself once everything is printed. */
const LINGER_MS = 50

/** Runs the program in this process, up to its end. */
export function start(catalog?: Catalog): void {
	let settled = false
	silenceOthers()

	// A poll listens by itself and turns this into a valid result. Beside a poll it ends the program; after it the status
	// is decided and the output printed, and what a half-closed socket still throws changes nothing.
	const crash = (error: unknown) => {
		if (settled || process.listenerCount('uncaughtException') > 1) return
		fail(error)
		process.exit(ExitCode.internal)
	}
	process.on('uncaughtException', crash).on('unhandledRejection', crash)
	process.on('exit', () => {
		if (settled) return
		// Nothing was left to wait for, though somebody still waited.
		fail(new Error('ended before its work was done'))
		process.exitCode = ExitCode.internal
	})

	let signalled = false
	const io: Io = {
		...processIo,
		onInterrupt: listener =>
			processIo.onInterrupt(cause => {
				signalled ||= typeof cause === 'string'
				listener(cause)
			}),
	}
	void main(process.argv.slice(2), io, catalog).then(status => {
		settled = true
		process.exitCode = status
		// Telegraf sends SIGTERM twice. While Node takes itself down nobody listens any more, and the second one would turn a
		// good end into a killed process. Nothing is lost, since every write was synchronous.
		if (signalled) process.exit()
		setTimeout(() => endNow(status), LINGER_MS).unref()
	})
}

/** What libraries and the runtime print would break the output for its reader; linestat speaks for itself. */
function silenceOthers(): void {
	process.removeAllListeners('warning')
	process.on('warning', () => {})
	for (const method of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const) {
		console[method] = () => {}
	}
}

function fail(error: unknown): void {
	const log = createLog(processIo, {format: autoFormat(processIo), level: 'error'})
	log.error(describe(error))
	try {
		log.flush()
	} catch {
		// Nobody reads stderr.
	}
}

/**
 * Ends a process that something still keeps alive. Nothing is lost, since every write was synchronous. A request that is
 * stuck in the thread pool (a name that no server resolves, a file on a dead share) would hold up `process.exit` too: at
 * exit libuv joins its threads. Replacing the process does not wait for them; the new one only has the status to return.
 */
function endNow(status: number): void {
	const stuck = process.getActiveResourcesInfo().some(name => /^(FS|GetAddrInfo|GetNameInfo)Req/.test(name))
	if (stuck && process.execve !== undefined) {
		try {
			process.execve(process.execPath, [process.execPath, '-e', `process.exitCode = ${status}`])
		} catch {
			// Not on this platform.
		}
	}
	process.exit()
}
