import {ParseError} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import type {Snapshot} from './record.ts'
import type {Select} from './selection.ts'

/** Where the counters come from. It connects when it is read, and again when it is read after a failure. */
export interface Source {
	/** All interfaces; a source that reads each on its own leaves out what `select` does not want. */
	read(context: PollContext, select: Select): Promise<Reading>
	close(): void
}

export interface Reading extends Snapshot {
	/** Milliseconds on the monotonic clock when the counters were read. */
	readonly at: number
	/** What is wrong with parts of the answer. */
	readonly warnings?: readonly string[]
}

/** Runs a parser, which knows no machine, and names the machine in what it throws. */
export function naming<T>(source: string, parse: () => T): T {
	try {
		return parse()
	} catch (cause) {
		if (!(cause instanceof ParseError)) throw cause
		const hint = cause.hint === undefined ? {} : {hint: cause.hint}
		throw new ParseError(`ifstat ${source}`, {cause, ...hint})
	}
}
