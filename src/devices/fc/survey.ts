import {type Assessment, assess, type Past} from './assess.ts'
import {hasVanished} from './events.ts'
import {Findings} from './findings.ts'
import type {Interval} from './rules/interval.ts'
import {pauseOf} from './rules/judge.ts'
import type {Parameters} from './rules/parameters.ts'
import type {Reads} from './rules/state.ts'
import {isAsStored, type Writing, writingOf} from './store/row.ts'
import type {Site} from './store/site.ts'
import type {Sightings} from './table/sightings.ts'

/** What a poll makes of its exporters. */
export interface Survey {
	/** What is printed of them. */
	readonly findings: Findings
	/** What is to be written down: of 100 000 mostly of few, at the first poll of all. */
	readonly written: readonly Writing[]
	/** Those that may be an event. */
	readonly changed: readonly Assessment[]
	/** The hole that this poll has ended. */
	readonly pause: Interval | undefined
}

/** Before the first poll nothing is known. */
export const noPast: Past = {
	exporters: [],
	ledger: {accounts: new Map(), changes: new Map()},
	removed: 0,
}

/** Judges all exporters, one at a time, and keeps of each what is printed and what is to be written. */
export function survey(
	before: Pick<Site, 'at' | 'pauses'> | undefined,
	past: Past,
	sightings: Sightings,
	reads: Reads,
	at: number,
	parameters: Parameters,
): Survey {
	const pause = pauseOf(before?.at, at, parameters)
	const pauses = [...(before?.pauses ?? []), ...(pause === undefined ? [] : [pause])]
	const findings = new Findings(sightings)
	const written: Writing[] = []
	const changed: Assessment[] = []
	for (const one of assess(past, sightings, {at, reads, pauses, parameters})) {
		if (!one.isForgotten) findings.add(one)
		if (isAsStored(one, before?.at, at)) continue
		written.push(writingOf(one, at))
		if (one.verdict.change !== undefined || hasVanished(one, at)) changed.push(one)
	}
	return {findings, written, changed, pause}
}
