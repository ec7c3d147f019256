import type {Catalog} from '../src/catalog.ts'
import {main} from '../src/cli.ts'
import {systemClock} from '../src/clock.ts'
import type {Io} from '../src/io.ts'

export interface Ran {
	readonly status: number
	readonly stdout: string
	readonly stderr: string
	readonly seconds: number
}

export interface RunOptions {
	readonly env?: Readonly<Record<string, string | undefined>>
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
	{env = {}, io = {}, catalog, onInterrupt}: RunOptions = {},
): Promise<Ran> {
	let stdout = ''
	let stderr = ''
	// A poll's deadline counts from the start of its process, which for a test is now.
	const start = performance.now()
	const surroundings: Io = {
		env: {HOME: '/nonexistent', ...env},
		clock: {now: systemClock.now, monotonic: () => performance.now() - start},
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
