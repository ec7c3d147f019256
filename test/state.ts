import {onTestFinished} from 'vitest'
import type {Clock} from '../src/clock.ts'
import {systemClock} from '../src/clock.ts'
import {createLog, type Log} from '../src/log.ts'
import {openState, type State, type StateOptions} from '../src/state/index.ts'

/** A state that is closed after the test, and what it says on stderr. */
export async function openTestState(
	folder: string,
	options: Partial<StateOptions> = {},
): Promise<{state: State; said: () => string}> {
	const {log, said} = listeningLog()
	const state = await openState(folder, {clock: systemClock, log, ...options})
	onTestFinished(() => state.close())
	return {state, said}
}

export function listeningLog(): {log: Log; said: () => string} {
	let stderr = ''
	const log = createLog({err: text => (stderr += text)}, {format: 'plain', level: 'warn'})
	return {
		log,
		said() {
			log.flush()
			return stderr
		},
	}
}

/** A clock that stands still until it is told to go on. Timers are real. */
export function handClock(start = '2026-01-01T00:00:00Z'): Clock & {advance(seconds: number): void} {
	let now = Date.parse(start)
	const begun = performance.now()
	return {
		now: () => BigInt(now) * 1_000_000n,
		monotonic: () => performance.now() - begun,
		advance: seconds => {
			now += seconds * 1000
		},
	}
}
