import {type FieldsOf, type FieldValue, type Point, point} from '../../metrics/model.ts'
import type {Assessment} from './assess.ts'
import {fcExporter, fcTotals} from './metrics.ts'
import type {Account} from './rules/account.ts'
import type {Verdict} from './rules/judge.ts'
import type {State} from './rules/memory.ts'
import type {News} from './rules/window.ts'

/** The points of the exporters. `shift`: wall clock minus accounting time. */
export function* exporterPoints(
	exporters: readonly Assessment[],
	shift: number,
	site: string | undefined,
	timestamp: bigint,
): Generator<Point> {
	for (const {exporter, interface: netInterface, verdict, account, news} of exporters) {
		yield {
			measurement: fcExporter,
			tags: tagsOf(exporter, netInterface, site),
			fields: fieldsOf(verdict, account, news, shift),
			timestamp,
		}
	}
}

/** There may be 100 000 of these, so they are put together without a detour. */
function tagsOf(exporter: string, netInterface: string | undefined, site: string | undefined) {
	const tags: Record<string, string> = {exporter}
	if (netInterface !== undefined) tags.interface = netInterface
	if (site !== undefined) tags.site = site
	return tags
}

type Fields = {-readonly [K in keyof FieldsOf<typeof fcExporter>]: FieldValue}

function fieldsOf({state, memory, sighting}: Verdict, account: Account, news: News, shift: number) {
	const fields: Fields = {
		state,
		collectors: sighting?.collectors ?? 0,
		downtime_seconds: account.down,
		unobserved_seconds: account.unobserved,
		went_down: news.wentDown,
		came_up: news.cameUp,
	}
	if (state === 'up' || state === 'down') fields.up = state === 'up'
	if (memory.state !== undefined) fields.since = memory.since + shift
	if (sighting === undefined) return fields
	fields.current_bps = sighting.bps
	if (sighting.maxBps !== undefined) fields.max_bps = sighting.maxBps
	if (sighting.avgBps !== undefined) fields.avg_bps = sighting.avgBps
	return fields
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
