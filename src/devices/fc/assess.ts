import {type Account, nothing, settleAccount} from './rules/account.ts'
import type {Interval} from './rules/interval.ts'
import {type Circumstances, isForgotten, judge, type Sighting, type Verdict} from './rules/judge.ts'
import type {Memory} from './rules/memory.ts'
import {type News, newsOf} from './rules/window.ts'
import type {KnownExporter, Ledger} from './store/site.ts'
import type {Sightings} from './table/sightings.ts'

/** One exporter at one poll, with everything there is to say of it. */
export interface Assessment {
	readonly key: string
	/** What was remembered of it; undefined for one that is new. */
	readonly known: KnownExporter | undefined
	readonly verdict: Verdict
	readonly account: Account
	readonly news: News
	/** Nothing is left to say of it. */
	readonly isForgotten: boolean
}

/** What the polls before have left of the exporters. */
export interface Past {
	readonly exporters: Iterable<KnownExporter>
	readonly ledger: Ledger
	/** The bits of collectors that are gone. */
	readonly removed: number
}

/** Applies the rules to what is remembered and to what was found, one exporter after the other. */
export function* assess(
	{exporters, ledger, removed}: Past,
	sightings: Sightings,
	circumstances: Circumstances,
): Generator<Assessment> {
	const isKnown = new Uint8Array(sightings.size)
	for (const known of exporters) {
		const place = sightings.placeOf(known.key)
		if (place !== undefined) isKnown[place] = 1
		const sighting = place === undefined ? undefined : sightings.at(place)
		yield assessOne(known.key, known, sighting, ledger, removed, circumstances)
	}
	for (const [place, key] of sightings.keys.entries()) {
		if (isKnown[place] === 1) continue
		yield assessOne(key, undefined, sightings.at(place), ledger, removed, circumstances)
	}
}

function assessOne(
	key: string,
	known: KnownExporter | undefined,
	sighting: Sighting | undefined,
	{accounts, changes}: Ledger,
	removed: number,
	circumstances: Circumstances,
): Assessment {
	const {at, pauses, parameters} = circumstances
	const before = known === undefined ? undefined : withoutCollectors(known.memory, removed)
	const verdict = judge(before, sighting, circumstances)
	const {memory, state, change} = verdict
	const closed = (known === undefined ? undefined : accounts.get(known.id)) ?? nothing
	const past = withClosed(closed, verdict, at - parameters.month)
	const earlier = (known === undefined ? undefined : changes.get(known.id)) ?? []
	return {
		key,
		known,
		verdict,
		account: settleAccount(memory, past, at, pauses, parameters),
		news: newsOf(state, memory, change === undefined ? earlier : [...earlier, change], at, parameters),
		isForgotten: isForgotten(memory, past.down, at, parameters),
	}
}

/** A collector that is no longer polled has nothing to say any more. */
function withoutCollectors(memory: Memory, removed: number): Memory {
	if (((memory.listed | memory.positive) & removed) === 0) return memory
	return {...memory, listed: memory.listed & ~removed, positive: memory.positive & ~removed}
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
