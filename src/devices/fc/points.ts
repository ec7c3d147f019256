import {type Point, point} from '../../metrics/model.ts'
import type {Assessment} from './assess.ts'
import {fcExporter, fcTotals} from './metrics.ts'
import type {State} from './rules/memory.ts'

/** The points of the exporters. `shift`: wall clock minus accounting time. */
export function* exporterPoints(
	exporters: readonly Assessment[],
	shift: number,
	site: string | undefined,
	timestamp: bigint,
): Generator<Point> {
	for (const {exporter, interface: netInterface, verdict, account, news} of exporters) {
		const {state, memory, sighting} = verdict
		yield {
			...point(
				fcExporter,
				{exporter, interface: netInterface, site},
				{
					up: state === 'up' ? true : state === 'down' ? false : undefined,
					state,
					current_bps: sighting?.bps,
					max_bps: sighting?.maxBps,
					avg_bps: sighting?.avgBps,
					collectors: sighting?.collectors ?? 0,
					since: memory.state === undefined ? undefined : memory.since + shift,
					downtime_seconds: account.down,
					unobserved_seconds: account.unobserved,
					went_down: news.wentDown,
					came_up: news.cameUp,
				},
			),
			timestamp,
		}
	}
}

/** The one point of all exporters together. */
export function totalPoint(
	exporters: readonly Assessment[],
	site: string | undefined,
	timestamp: bigint,
): Point {
	const states: Record<State, number> = {up: 0, down: 0, unknown: 0, absent: 0}
	let [wentDown, cameUp, vanished, down, unobserved] = [0, 0, 0, 0, 0]
	for (const {verdict, account, news} of exporters) {
		states[verdict.state]++
		if (news.wentDown) wentDown++
		if (news.cameUp) cameUp++
		if (news.vanished) vanished++
		down += account.down
		unobserved += account.unobserved
	}
	const fields = {
		exporters: exporters.length - states.absent,
		exporters_up: states.up,
		exporters_down: states.down,
		exporters_unknown: states.unknown,
		exporters_absent: states.absent,
		went_down: wentDown,
		came_up: cameUp,
		vanished,
		downtime_seconds: down,
		unobserved_seconds: unobserved,
	}
	return {...point(fcTotals, {site}, fields), timestamp}
}
