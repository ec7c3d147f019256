import {atRest} from '../../xdsl/at-rest.ts'
import type {DslCounter} from '../../xdsl/counters.ts'
import type {Direction, DirectionFields, LineFields} from '../../xdsl/line.ts'
import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {vendorId} from '../../xdsl/vendor.ts'
import {answerText, unknownAnswer} from '../answer.ts'
import {counter, decibels, flag, rate, whole} from '../cells.ts'
import type {Reading} from '../reading.ts'
import {jsonRows, jsonText} from './json.ts'

type Read = (cell: string | undefined) => DirectionFields

const count =
	(field: DslCounter): Read =>
	cell => ({[field]: counter(cell?.replace(/ s$/, ''))})

/** Rows by name, in lower case without blanks and signs; both spellings of LSYMB have been seen. */
const ROWS = new Map<string, Read>(
	Object.entries({
		actualrate: cell => ({rate_bps: rate(cell)}),
		attainablerate: cell => ({attainable_rate_bps: rate(cell)}),
		interleavedepth: cell => ({interleave_depth: whole(cell)}),
		actualpsd: cell => ({tx_power_dbm: decibels(cell)}),
		snrmargin: cell => ({snr_margin_db: decibels(cell)}),
		trellis: cell => ({trellis: flag(cell)}),
		bitswap: cell => ({bitswap: flag(cell)}),
		retx: cell => ({retransmission: flag(cell)}),
		attenuation: cell => ({attenuation_db: decibels(cell)}),
		crc: count('crc_errors'),
		fecs: count('fec_seconds'),
		es: count('errored_seconds'),
		ses: count('severely_errored_seconds'),
		loss: count('los_seconds'),
		uas: count('unavailable_seconds'),
		hecerrors: count('hec_errors'),
		rscorrections: count('rs_corrections'),
		losfailure: count('los_failures'),
		loffailure: count('lof_failures'),
		lprfailure: count('lpr_failures'),
		ncdfailure: count('ncd_failures'),
		lcdfailure: count('lcd_failures'),
		nfec: cell => ({nfec_bytes: whole(cell)}),
		rfec: cell => ({rfec_bytes: whole(cell)}),
		lysmb: cell => ({lsymb_bits: whole(cell)}),
		lsymb: cell => ({lsymb_bits: whole(cell)}),
	}),
)

/**
 * `show all` in the menu `Monitoring_DSL_General` of DrayOS 5: a table by stream (downstream, upstream) and one by end
 * (near is downstream, far is upstream). The chip is not the one of the older models, and nothing shows that its columns
 * were mixed up as theirs are.
 */
export function parseGeneral(answer: string): Reading {
	const text = answerText(answer)
	const directions: Record<Direction, DirectionFields> = {down: {}, up: {}}
	const seen = new Set<string>()
	for (const row of jsonRows(text)) {
		const name = row.Name?.toLowerCase().replace(/[^a-z0-9]/g, '') ?? ''
		const read = ROWS.get(name)
		if (read === undefined || seen.has(name)) continue
		seen.add(name)
		Object.assign(directions.down, read(row.Downstream ?? row.Near_End))
		Object.assign(directions.up, read(row.Upstream ?? row.Far_End))
	}
	const line = lineFields(text)
	if (seen.size === 0 && line.state === undefined) throw unknownAnswer('show all', 'End_Table')
	return {dsl: atRest({line, ...directions})}
}

function lineFields(text: string): LineFields {
	const system = ['Mode', 'Profile', 'Annex'].map(key => jsonText(text, key) ?? '')
	const [modem, dslam] = ['ATU_R_Vendor_ID', 'ATU_C_Vendor_ID'].map(key => {
		const [first = '', second = ''] = jsonText(text, key)?.trim().split(/\s+/) ?? []
		return vendorId(first, second)
	})
	return {
		...lineState(jsonText(text, 'Status') ?? ''),
		...transmissionSystem(system.join(' ')),
		firmware: /^[\w.-]*\w/.exec(jsonText(text, 'DSL_Version') ?? '')?.[0],
		power_state: /(?:^|_)(L[0-3])$/.exec(jsonText(text, 'Power_Management_Mode') ?? '')?.[1],
		modem_vendor: modem?.vendor,
		modem_version: modem?.version,
		dslam_vendor: dslam?.vendor,
		dslam_version: dslam?.version,
	}
}
