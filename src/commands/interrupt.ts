import {ExitCode, LinestatError} from '../errors.ts'
import type {Io} from '../io.ts'

/** The process was told to end. What was read is printed, so this is no failure of the device. */
export class Interrupted extends LinestatError {
	readonly exitCode: number
	readonly result = 'timeout'
	readonly by: 'SIGTERM' | 'SIGINT'

	constructor(by: 'SIGTERM' | 'SIGINT') {
		super(`Ended by ${by}`)
		this.by = by
		this.exitCode = by === 'SIGINT' ? ExitCode.interrupted : ExitCode.terminated
	}
}

/**
 * A signal that aborts when the process is told to end, with `Interrupted` as its reason, or with an error that nobody
 * caught. `stop` ends the listening.
 */
export function interruptOf(io: Io): {signal: AbortSignal; stop: () => void} {
	const controller = new AbortController()
	const stop = io.onInterrupt(cause => {
		controller.abort(typeof cause === 'string' ? new Interrupted(cause) : cause)
	})
	return {signal: controller.signal, stop}
}
