import {type Account, nothing, settleAccount} from './rules/account.ts'
import type {Interval} from './rules/interval.ts'
import {isForgotten, judge, pauseOf, type Sighting, type Verdict} from './rules/judge.ts'
import type {Memory} from './rules/memory.ts'
import type {Parameters} from './rules/parameters.ts'
import type {Reads} from './rules/state.ts'
import {type News, newsOf} from './rules/window.ts'
import type {Ledger, Site} from './store/site.ts'

/** One exporter at one poll, with everything there is to say of it. */
export interface Assessment {
	readonly verdict: Verdict
	readonly exporter: string
	readonly interface: string | undefined
	readonly account: Account
	readonly news: News
}

export interface Assessed {
	readonly exporters: readonly Assessment[]
	readonly pause: Interval | undefined
	readonly forgotten: ReadonlySet<string>
}

/** Applies the rules to what was found, with what the polls before have left. `removed`: bits of collectors that are gone. */
export function assess(
	before: Site | undefined,
	ledger: Ledger | undefined,
	sightings: ReadonlyMap<string, Sighting>,
	reads: Reads,
	removed: number,
	at: number,
	parameters: Parameters,
): Assessed {
	const pause = pauseOf(before?.at, at, parameters)
	const pauses = [...(before?.pauses ?? []), ...(pause === undefined ? [] : [pause])]
	const memories = memoriesOf(before, removed)
	const forgotten = new Set<string>()
	const exporters: Assessment[] = []
	for (const verdict of judge(memories, sightings, {at, reads, pauses, parameters})) {
		const {key, memory, state, sighting, change} = verdict
		const known = before?.exporters.get(key)
		const closed = known === undefined ? nothing : (ledger?.accounts.get(known.id) ?? nothing)
		const past = withClosed(closed, verdict, at - parameters.month)
		if (isForgotten(memory, past.down, at, parameters)) {
			forgotten.add(key)
			continue
		}
		const changes = known === undefined ? [] : (ledger?.changes.get(known.id) ?? [])
		exporters.push({
			verdict,
			exporter: sighting?.exporter ?? known?.exporter ?? key,
			interface: sighting === undefined ? known?.interface : sighting.interface,
			account: settleAccount(memory, past, at, pauses, parameters),
			news: newsOf(state, memory, change === undefined ? changes : [...changes, change], at, parameters),
		})
	}
	return {exporters, pause, forgotten}
}

function memoriesOf(before: Site | undefined, removed: number): Map<string, Memory> {
	const memories = new Map<string, Memory>()
	for (const [key, {memory}] of before?.exporters ?? []) {
		const isTouched = ((memory.listed | memory.positive) & removed) !== 0
		const left = {...memory, listed: memory.listed & ~removed, positive: memory.positive & ~removed}
		memories.set(key, isTouched ? left : memory)
	}
	return memories
}

/** What is over, this poll included. */
function withClosed(past: Account, {down, unobserved}: Verdict, start: number): Account {
	if (down === undefined && unobserved.length === 0) return past
	const cut = ({from, to}: Interval) => Math.max(0, to - Math.max(from, start))
	return {
		down: past.down + (down === undefined ? 0 : cut(down)),
		unobserved: unobserved.reduce((sum, hole) => sum + cut(hole), past.unobserved),
	}
}
