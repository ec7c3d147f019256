import type {Transaction} from '../../state/index.ts'
import type {Assessed, Assessment} from './assess.ts'
import type {Gathered, Times} from './gather.ts'
import type {Site} from './store/site.ts'

/** What a poll has found, for its events. */
export interface Found {
	readonly before: Site | undefined
	readonly gathered: readonly Gathered[]
	readonly assessed: Assessed
	readonly times: Times
	readonly source: string
}

/**
 * Writes down one event per change, per exporter that vanished and per collector that failed or came back, together with
 * the change itself: none is lost, and none is there twice. The first poll ever finds no changes.
 */
export function noteEvents({events}: Pick<Transaction, 'events'>, found: Found): void {
	const {before, gathered, assessed, times, source} = found
	if (before === undefined) return
	const time = times.wall * 1000
	for (const assessment of assessed.exporters) {
		const event = exporterEvent(assessment, before, times.at)
		if (event !== undefined) events.add({...event, device: 'fc', source, time})
	}
	for (const {known, result} of gathered) {
		const was = before.collectors.find(({name}) => name === known.name)?.result
		if (was === undefined || (was === 'ok') === (result === 'ok')) continue
		const isBack = result === 'ok'
		events.add({
			kind: isBack ? 'reachable' : 'unreachable',
			device: 'fc',
			source,
			subject: {collector: known.name},
			time,
			from: was,
			to: result,
			message: isBack
				? `collector ${known.name} can be read again`
				: `collector ${known.name} cannot be read: ${result}`,
		})
	}
}

function exporterEvent({verdict, exporter, interface: netInterface}: Assessment, before: Site, at: number) {
	const subject = {exporter, ...(netInterface !== undefined && {interface: netInterface})}
	const name = netInterface === undefined ? exporter : `${exporter} interface ${netInterface}`
	const {change, state, memory, key} = verdict
	if (change !== undefined) {
		const what = change.to === 'down' ? 'went down' : 'came up'
		const doubt = change.uncertain ? ', at some time since the last good poll' : ''
		return {
			kind: change.to === 'down' ? 'exporter_down' : 'exporter_up',
			subject,
			from: change.to === 'down' ? 'up' : 'down',
			to: change.to,
			message: `${name} ${what} after ${change.lasted} s${doubt}`,
		}
	}
	const shown = before.exporters.get(key)?.shown
	const hasVanished =
		state === 'absent' && memory.absentSince === at && shown !== undefined && shown !== 'absent'
	if (!hasVanished) return undefined
	return {
		kind: 'exporter_vanished',
		subject,
		from: shown,
		to: 'absent',
		message: `${name} vanished: no collector lists it any more`,
	}
}
