import {ConnectError} from '../../errors.ts'
import type {Io} from '../../io.ts'

/** For the few questions of a command; how long an answer takes varies with the model and its load. */
const LONGEST_MS = 10_000

/** A signal that aborts, with what a person is to be told, when the box has not answered in time. `stop` ends the waiting. */
export function patienceWith(source: string, {after}: Pick<Io, 'after'>) {
	const controller = new AbortController()
	const late = new ConnectError(`${source} did not answer in time`, {
		result: 'timeout',
		hint: 'Check that it is on and reachable, and try again later',
	})
	const stop = after(LONGEST_MS, () => controller.abort(late))
	return {signal: controller.signal, stop}
}
