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
	/** In the `Names` of the poll; undefined where no collector has it. */
	readonly number: number | undefined
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
	past: Past,
	sightings: Sightings,
	circumstances: Circumstances,
): Generator<Assessment> {
	const {exporters} = past
	const {names} = sightings
	const isKnown = new Uint8Array(names.length)
	for (const known of exporters) {
		const number = names.find(known.key)
		if (number !== undefined) isKnown[number] = 1
		yield assessOne(known.key, known, number, sightings.at(number), past, circumstances)
	}
	for (let number = 0; number < names.length; number++) {
		const sighting = isKnown[number] === 1 ? undefined : sightings.at(number)
		if (sighting === undefined) continue
		yield assessOne(names.at(number), undefined, number, sighting, past, circumstances)
	}
}

function assessOne(
	key: string,
	known: KnownExporter | undefined,
	number: number | undefined,
	sighting: Sighting | undefined,
	{ledger: {accounts, changes}, removed}: Past,
	circumstances: Circumstances,
): Assessment {
	const {at, pauses, parameters} = circumstances
	const before = known === undefined ? undefined : withoutCollectors(known.memory, removed)
	const verdict = judge(before, sighting, circumstances)
	const {memory, state, change} = verdict
	const closed = (known === undefined ? undefined : accounts.get(known.id)) ?? nothing
	const over = withClosed(closed, verdict, at - parameters.month)
	const earlier = (known === undefined ? undefined : changes.get(known.id)) ?? []
	return {
		key,
		number,
		known,
		verdict,
		account: settleAccount(memory, over, at, pauses, parameters),
		news: newsOf(state, memory, change === undefined ? earlier : [...earlier, change], at, parameters),
		isForgotten: isForgotten(memory, over.down, at, parameters),
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
