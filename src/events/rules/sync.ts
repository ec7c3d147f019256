import {number, object} from '../../json.ts'
import {begunAnew} from '../restart.ts'
import {grow, readCounter} from './counter.ts'
import {flagOf, integerOf, nameOf, type Rule, type Sight, timeOf} from './rule.ts'

/** Whether a DSL line is in sync, and whether it was trained anew between two polls that both saw it in sync. */
export const sync: Rule = {
	name: 'sync',
	measurements: ['xdsl'],
	find(sight) {
		const {thing, before, at} = sight
		if (thing.subject.direction !== undefined) return {changes: []}
		const note = object(sight.note)
		const resyncs = integerOf(thing.fields.resyncs)
		const counted = resyncs === undefined ? undefined : grow(readCounter(note.resyncs), resyncs)
		const was = flagOf(before.up)
		const is = flagOf(thing.fields.up)
		const since = was !== undefined && is !== undefined && was !== is ? at : number(note.since)
		return {
			changes: changesOf(sight, was, is, number(note.since), counted?.by),
			note: {resyncs: counted?.memory ?? note.resyncs, since},
		}
	},
}

function changesOf(
	sight: Sight,
	was: boolean | undefined,
	is: boolean | undefined,
	since: number | undefined,
	counted: bigint | undefined,
) {
	const {thing, before, at} = sight
	if (was === undefined || is === undefined) return []
	const state = (known: Sight['before'], up: boolean) => String(known.state ?? (up ? 'showtime' : 'down'))
	const [from, to] = [state(before, was), state(thing.fields, is)]
	if (was && !is) return [{kind: 'sync_lost', from, to, message: `${nameOf(sight)} lost sync`}] as const
	if (!was && is) {
		const after = since === undefined ? '' : ` after ${timeOf(at - since)}`
		return [{kind: 'sync_gained', from, to, message: `${nameOf(sight)} is in sync again${after}`}] as const
	}
	if (!is) return []
	const times = resyncsOf(sight, counted)
	if (times === 0n) return []
	const often = times > 1n ? ` ${times} times` : ''
	return [{kind: 'resync', from, to, message: `${nameOf(sight)} was synchronised anew${often}`}] as const
}

/** How often a line that both polls saw in sync was trained anew. Its uptime decides where it is known, else its counter. */
function resyncsOf({thing, before, elapsed}: Sight, counted = 0n): bigint {
	const verdict = begunAnew(before.uptime_seconds, thing.fields.uptime_seconds, elapsed)
	if (verdict === true) return counted > 0n ? counted : 1n
	return verdict === false ? 0n : counted
}
