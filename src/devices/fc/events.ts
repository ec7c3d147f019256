import {linestatEvent} from '../../metrics/event.ts'
import {type Point, point} from '../../metrics/model.ts'
import type {EventRecord, Transaction} from '../../state/index.ts'
import type {Assessment} from './assess.ts'
import type {Gathered, Times} from './gather.ts'
import type {Site} from './store/site.ts'
import {partsOf} from './table/key.ts'

/** What a poll has found, for its events. */
export interface Found {
	readonly before: Site | undefined
	readonly gathered: readonly Gathered[]
	/** Exporters that may be an event. */
	readonly changed: readonly Assessment[]
	readonly times: Times
	readonly source: string
}

/** Writes events down together with the changes themselves: none is lost, and none is there twice. */
export function keepEvents({events}: Pick<Transaction, 'events'>, found: readonly EventRecord[]): void {
	for (const event of found) events.add(event)
}

/** One event per change, per exporter that vanished, per collector that failed or came back. The first poll ever has none. */
export function eventsOf(found: Found): EventRecord[] {
	const {before, gathered, changed, times, source} = found
	if (before === undefined) return []
	const time = times.wall * 1000
	const namesOf = (bits: number) =>
		gathered
			.filter(({known}) => (known.bit & bits) !== 0)
			.map(({known}) => known.name)
			.join(',')
	const events: EventRecord[] = []
	for (const assessment of changed) {
		const event = exporterEvent(assessment, times, namesOf)
		if (event !== undefined) events.push({...event, device: 'fc', source, time})
	}
	for (const {known, result} of gathered) {
		const was = before.collectors.find(({name}) => name === known.name)
		if (was === undefined || (was.result === 'ok') === (result === 'ok')) continue
		const isBack = result === 'ok'
		events.push({
			kind: isBack ? 'reachable' : 'unreachable',
			device: 'fc',
			source,
			subject: {collector: known.name},
			time,
			from: was.result,
			to: result,
			details: detailsOf(result, times, was.since),
			message: isBack
				? `collector ${known.name} can be read again`
				: `collector ${known.name} cannot be read: ${result}`,
		})
	}
	return events
}

/** What log servers are told beside the words: the state, since when by the wall clock, and how long the one before lasted. */
function detailsOf(state: string, {at, wall}: Times, before: number | undefined): Record<string, string> {
	return {
		state,
		since: String(wall),
		...(before !== undefined && {prev_s: String(at - before)}),
	}
}

/** An event as it is printed. */
export function eventPoint({kind, subject, message, from, to}: EventRecord, timestamp: bigint): Point {
	return {...point(linestatEvent, {kind, ...subject}, {message, from, to, count: 1n}), timestamp}
}

/** Whether an exporter that was shown is on no collector's list any more, since this poll. */
export function hasVanished({known, verdict: {state, memory}}: Assessment, at: number): boolean {
	const shown = known?.shown
	return state === 'absent' && memory.absentSince === at && shown !== undefined && shown !== 'absent'
}

function exporterEvent(assessment: Assessment, times: Times, namesOf: (bits: number) => string) {
	const {key, known, verdict, isForgotten} = assessment
	if (isForgotten) return undefined
	const {exporter, interface: netInterface} = partsOf(key)
	const subject = {exporter, ...(netInterface !== undefined && {interface: netInterface})}
	const name = netInterface === undefined ? exporter : `${exporter} interface ${netInterface}`
	const {change, memory, sighting} = verdict
	if (change !== undefined) {
		const what = change.to === 'down' ? 'went down' : 'came up'
		const doubt = change.uncertain ? ', at some time since the last good poll' : ''
		return {
			kind: change.to === 'down' ? 'exporter_down' : 'exporter_up',
			subject,
			from: change.to === 'down' ? 'up' : 'down',
			to: change.to,
			details: {
				...detailsOf(change.to, times, change.at - change.lasted),
				collectors: namesOf(sighting?.seen ?? 0),
				uncertain: change.uncertain ? '1' : '0',
			},
			message: `${name} ${what} after ${change.lasted} s${doubt}`,
		}
	}
	if (!hasVanished(assessment, times.at)) return undefined
	return {
		kind: 'exporter_vanished',
		subject,
		from: known?.shown,
		to: 'absent',
		details: {
			...detailsOf('absent', times, memory.state === undefined ? undefined : memory.since),
			// Those that listed it last.
			collectors: namesOf(verdict.before?.listed ?? 0),
		},
		message: `${name} vanished: no collector lists it any more`,
	}
}
