import type {Catalog} from '../src/catalog.ts'
import {main} from '../src/cli.ts'
import {systemClock} from '../src/clock.ts'
import type {After} from '../src/deadline.ts'
import {type Io, processIo} from '../src/io.ts'
import {turns} from './turns.ts'

export interface Ran {
	readonly status: number
	readonly stdout: string
	readonly stderr: string
	readonly seconds: number
}

export interface RunOptions {
	readonly env?: Readonly<Record<string, string | undefined>>
	/**
	 * Lets the deadline of a poll pass once this has happened, and not before, so that a test of a device that hangs neither
	 * waits nor depends on how busy the machine is.
	 */
	readonly late?: Promise<unknown>
	/** Parts of the surroundings to replace, as `{stdout: {isTTY: true, columns: 80}}`. */
	readonly io?: Partial<Io>
	/** Devices and commands instead of the real ones. */
	readonly catalog?: Catalog
	/** Receives the listener for signals, to play SIGTERM and SIGINT. */
	readonly onInterrupt?: (listener: (cause: 'SIGTERM' | 'SIGINT' | Error) => void) => void
}

/** The program as its user sees it, in this process: arguments in; status, stdout and stderr out. */
export async function run(
	argv: readonly string[],
	{env = {}, io = {}, catalog, late, onInterrupt}: RunOptions = {},
): Promise<Ran> {
	let stdout = ''
	let stderr = ''
	// A poll's deadline counts from the start of its process, which for a test is now.
	const start = performance.now()
	const surroundings: Io = {
		env: {HOME: '/nonexistent', ...env},
		clock: {now: systemClock.now, monotonic: () => performance.now() - start},
		after: late === undefined ? processIo.after : alarmsOnce(late),
		stdin: {isTTY: false},
		stdout: {isTTY: false, columns: undefined},
		stderr: {isTTY: false, columns: undefined},
		out: text => {
			stdout += text
		},
		err: text => {
			stderr += text
		},
		ask: () => Promise.reject(new Error('Nobody is at the terminal of this test')),
		readLine: async () => '',
		onInterrupt(listener) {
			onInterrupt?.(listener)
			return () => {}
		},
		...io,
	}
	const status = await main(argv, surroundings, catalog)
	return {status, stdout, stderr, seconds: (performance.now() - start) / 1000}
}

/**
 * Alarms that go off when something has happened and what it caused has arrived, unless they were cancelled: the earliest
 * first, and the next when what that caused has arrived.
 */
function alarmsOnce(event: Promise<unknown>): After {
	const alarms = new Set<{readonly milliseconds: number; readonly call: () => void}>()
	void event.then(async () => {
		await turns()
		while (alarms.size > 0) {
			const [first] = [...alarms].sort((a, b) => a.milliseconds - b.milliseconds)
			if (first !== undefined && alarms.delete(first)) first.call()
			await turns()
		}
	})
	return (milliseconds, call) => {
		const alarm = {milliseconds, call}
		alarms.add(alarm)
		return () => alarms.delete(alarm)
	}
}
