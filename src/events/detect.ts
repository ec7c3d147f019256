import type {Point} from '../metrics/model.ts'
import {elapsed, type Moment} from '../state/accounting.ts'
import type {EventRecord} from '../state/index.ts'
import type {Limit} from './limits.ts'
import {type Memory, type Thing, type ThingMemory, thingsOf} from './memory.ts'
import {reach} from './reach.ts'
import {begunAnew} from './restart.ts'
import {address, cgnat} from './rules/address.ts'
import {burst} from './rules/burst.ts'
import {gateway, networkInterface} from './rules/edge.ts'
import type {Change, Rule} from './rules/rule.ts'
import {sync} from './rules/sync.ts'

/** One poll of one device, as far as it matters here. */
export interface Poll {
	readonly device: string
	readonly source: string
	readonly points: readonly Point[]
	/** The word for how it ended: `ok`, `partial`, or why nothing was read. */
	readonly result: string
	readonly moment: Moment
}

export interface Rules {
	readonly limits: readonly Limit[]
	readonly unreachableAfter: number
}

const RULES: readonly Rule[] = [sync, burst, address, cgnat, gateway, networkInterface]
const WATCHED = new Set([...RULES.flatMap(({measurements}) => measurements), 'router'])
/** A thing that has not been seen for so long is forgotten: 30 days. */
const FORGET_S = 30 * 86_400

/**
 * What changed since the poll before, and what to remember for the next. Pure. At the first poll nothing has changed; what a
 * poll does not show is as it was.
 */
export function detect(
	before: Memory | undefined,
	poll: Poll,
	rules: Rules,
): {events: EventRecord[]; memory: Memory} {
	const owner = `${poll.device} ${poll.source}`
	const at = before === undefined ? 0 : before.at + elapsed(before.moment, poll.moment)
	const reached = reach(before, poll.result, at, rules.unreachableAfter, owner)
	const things = thingsOf(poll.points, WATCHED)
	const memories: Record<string, ThingMemory> = {}
	for (const [id, thing] of Object.entries(before?.things ?? {})) {
		if (thing.at > at - FORGET_S) memories[id] = thing
	}

	const changes: (Change & {subject: Thing['subject']})[] = reached.changes.map(one => ({
		...one,
		subject: {},
	}))
	const restarted = startedAnew(things, memories, at)
	for (const thing of things) {
		const memory = memories[thing.id]
		const notes: Record<string, unknown> = {}
		for (const rule of RULES.filter(({measurements}) => measurements.includes(thing.measurement))) {
			const finding = rule.find({
				thing,
				before: memory?.known ?? {},
				elapsed: memory === undefined ? undefined : at - memory.at,
				at,
				isReset: restarted(thing),
				owner,
				limits: rules.limits,
				note: memory?.notes[rule.name],
			})
			if (finding.note !== undefined) notes[rule.name] = finding.note
			changes.push(...finding.changes.map(one => ({...one, subject: thing.subject})))
		}
		memories[thing.id] = {at, known: knownOf(thing, memory), notes: notes as ThingMemory['notes']}
	}
	return {
		events: once(changes).map(change => ({
			...change,
			device: poll.device,
			source: poll.source,
			time: Math.round(poll.moment.wall * 1000),
		})),
		memory: {moment: poll.moment, at, ...reached.memory, things: memories},
	}
}

/** What may be compared at the next poll. An uptime only means something together with the time it was read at. */
function knownOf({fields}: Thing, memory: ThingMemory | undefined): ThingMemory['known'] {
	const {up = memory?.known.up, state, uptime_seconds} = fields
	const known = {up, state, uptime_seconds}
	return Object.fromEntries(
		Object.entries(known).filter(([, value]) => value !== undefined),
	) as ThingMemory['known']
}

/** Whether the counters of a thing were reset for a reason that shows elsewhere: its device or its line began anew. */
function startedAnew(
	things: readonly Thing[],
	memories: Readonly<Record<string, ThingMemory>>,
	at: number,
): (thing: Thing) => boolean {
	const anew = (thing: Thing) => {
		const memory = memories[thing.id]
		const {up, uptime_seconds} = memory?.known ?? {}
		const isEdge = thing.measurement === 'xdsl' && thing.fields.up !== undefined && up !== thing.fields.up
		const time = memory === undefined ? undefined : at - memory.at
		return isEdge || begunAnew(uptime_seconds, thing.fields.uptime_seconds, time) === true
	}
	const isDeviceNew = things.some(thing => thing.measurement === 'router' && anew(thing))
	const lines = things.filter(
		({measurement, subject}) => measurement === 'xdsl' && subject.direction === undefined,
	)
	const newLines = new Set(
		lines.filter(line => anew(line) || line.fields.up === false).map(({subject}) => subject.line),
	)
	return thing =>
		isDeviceNew || (thing.measurement === 'xdsl' ? newLines.has(thing.subject.line) : anew(thing))
}

/** An interface that a device shows twice, as interface (perhaps with an alias) and as connection, goes down once. */
function once<T extends Change & {subject: Thing['subject']}>(changes: readonly T[]): T[] {
	const identity = ({kind, subject}: T) => JSON.stringify([kind, {...subject, alias: undefined}])
	const seen = new Map(changes.toReversed().map(change => [identity(change), change]))
	return changes.filter(change => seen.get(identity(change)) === change)
}
