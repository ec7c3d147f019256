import {integer, type Json, type JsonObject, list, number, objects} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxRadio} from '../metrics/radio.ts'
import {amount, ratioOfPercent} from './values.ts'
import type {AccessPoint} from './wifi.ts'

/** Answers about one access point; undefined where the box has none. */
export interface RadioAnswers {
	/** `channel_usage` */
	readonly usage: Json | undefined
	/** `channel_survey_history` */
	readonly survey: Json | undefined
	/** `neighbors` */
	readonly neighbors: Json | undefined
}

/** Of the neighbours only how many and how loud: their names are other people's. */
export function readRadio({id, band, channel}: AccessPoint, {usage, survey, neighbors}: RadioAnswers): Point {
	const own = objects(usage).find(one => integer(one.channel) === channel)
	const moment = newest(objects(survey))
	const others = objects(neighbors)
	const isKnown = Array.isArray(neighbors)
	const signals = others.map(one => number(one.signal)).filter(signal => signal !== undefined)
	return point(
		freeboxRadio,
		{ap: id, band},
		{
			channel,
			noise_dbm: number(own?.noise_level),
			busy_ratio: ratioOfPercent(moment?.busy_percent) ?? ratioOfPercent(own?.rx_busy_percent),
			tx_ratio: ratioOfPercent(moment?.tx_percent),
			rx_ratio: ratioOfPercent(moment?.rx_percent),
			rx_own_ratio: ratioOfPercent(moment?.rx_bss_percent),
			neighbors: isKnown ? list(neighbors).length : undefined,
			neighbors_on_channel: isKnown
				? others.filter(one => integer(one.channel) === channel).length
				: undefined,
			strongest_neighbor_dbm: signals.length === 0 ? undefined : Math.max(...signals),
		},
	)
}

/** The entry that was taken last; the list has one for each tenth of a second. */
function newest(entries: readonly JsonObject[]): JsonObject | undefined {
	let last: JsonObject | undefined
	for (const entry of entries) {
		if ((amount(entry.timestamp) ?? 0) >= (amount(last?.timestamp) ?? 0)) last = entry
	}
	return last
}
