import {type FieldsOf, type FieldValue, type Point, point} from '../../metrics/model.ts'
import type {Points} from '../../metrics/points.ts'
import type {Finding, Findings} from './findings.ts'
import {fcExporter, fcTotals} from './metrics.ts'
import {partsOf} from './table/key.ts'

/** The points of the exporters. `shift`: wall clock minus accounting time. */
export function exporterPoints(
	findings: Findings,
	shift: number,
	site: string | undefined,
	timestamp: bigint,
): Points {
	return {
		length: findings.length,
		*[Symbol.iterator]() {
			for (const finding of findings) {
				const tags = tagsOf(finding.key, site)
				yield {measurement: fcExporter, tags, fields: fieldsOf(finding, shift), timestamp}
			}
		},
	}
}

/** There may be 100 000 of these, so they are put together without a detour. */
function tagsOf(key: string, site: string | undefined) {
	const {exporter, interface: netInterface} = partsOf(key)
	const tags: Record<string, string> = {exporter}
	if (netInterface !== undefined) tags.interface = netInterface
	if (site !== undefined) tags.site = site
	return tags
}

type Fields = {-readonly [K in keyof FieldsOf<typeof fcExporter>]: FieldValue}

function fieldsOf(
	{state, since, down, unobserved, wentDown, cameUp, sighting}: Finding,
	shift: number,
): Fields {
	const fields: Fields = {
		state,
		collectors: bitsIn(sighting?.seen ?? 0),
		downtime_seconds: down,
		unobserved_seconds: unobserved,
		went_down: wentDown,
		came_up: cameUp,
	}
	if (state === 'up' || state === 'down') fields.up = state === 'up'
	if (since !== undefined) fields.since = since + shift
	if (sighting === undefined) return fields
	fields.current_bps = sighting.bps
	if (sighting.maxBps !== undefined) fields.max_bps = sighting.maxBps
	if (sighting.avgBps !== undefined) fields.avg_bps = sighting.avgBps
	return fields
}

function bitsIn(mask: number): number {
	let count = 0
	for (let left = mask; left !== 0; left &= left - 1) count++
	return count
}

/** The one point of all exporters together. */
export function totalPoint(
	{length, totals}: Pick<Findings, 'length' | 'totals'>,
	site: string | undefined,
	timestamp: bigint,
): Point {
	const {states, wentDown, cameUp, vanished, down, unobserved} = totals
	const fields = {
		exporters: length - states.absent,
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
