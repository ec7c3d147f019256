import {atRest} from '../../xdsl/at-rest.ts'
import type {DslLine, LineFields} from '../../xdsl/line.ts'
import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {vendorId} from '../../xdsl/vendor.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import {counter, decibels, rate, whole} from '../cells.ts'
import type {Reading} from '../reading.ts'
import {labelledValues} from './labels.ts'

const LABELS = [
	'Running Mode',
	'DSL Modulation',
	'State',
	'DS Actual Rate',
	'US Actual Rate',
	'DS Attainable Rate',
	'US Attainable Rate',
	'DS Path Mode',
	'US Path Mode',
	'DS Interleave Depth',
	'US Interleave Depth',
	'NE Current Attenuation',
	'Cur SNR Margin',
	'DS actual PSD',
	'US actual PSD',
	'NE Rcvd Cells',
	'NE Xmitted Cells',
	'NE CRC Count',
	'FE CRC Count',
	'NE ES Count',
	'FE ES Count',
	'Xdsl Reset Times',
	'Xdsl Link Times',
	'ITU Version[0]',
	'ITU Version[1]',
	'VDSL Firmware Version',
	'ADSL Firmware Version',
	'Power Management Mode',
	'Test Mode',
	'Far Current Attenuation',
	'Far SNR Margin',
	'CO ITU Version[0]',
	'CO ITU Version[1]',
	'DSLAM CHIPSET VENDOR',
] as const

type Values = ReadonlyMap<(typeof LABELS)[number], string>

/**
 * `vdsl status`, `adsl status`: state, rates, margins, attenuation, power, CRC and ES totals, inventory.
 * "NE" and "Cur" are measured by the modem, so they belong to downstream; "FE" and "Far" to upstream.
 */
export function parseStatus(answer: string, question = 'vdsl status'): Reading {
	const values = labelledValues(answerLines(answer), LABELS)
	if (values.size === 0) throw unknownAnswer(question, 'DS Actual Rate')
	const line = lineFields(values)
	const power = transmitPower(values, line.mode)
	const dsl: DslLine = {
		line,
		down: {
			rate_bps: rate(values.get('DS Actual Rate')),
			attainable_rate_bps: rate(values.get('DS Attainable Rate')),
			interleave_depth: whole(values.get('DS Interleave Depth')),
			attenuation_db: decibels(values.get('NE Current Attenuation')),
			snr_margin_db: decibels(values.get('Cur SNR Margin')),
			tx_power_dbm: power.down,
			crc_errors: counter(values.get('NE CRC Count')),
			errored_seconds: counter(values.get('NE ES Count')),
			rx_cells: counter(values.get('NE Rcvd Cells')),
		},
		up: {
			rate_bps: rate(values.get('US Actual Rate')),
			attainable_rate_bps: rate(values.get('US Attainable Rate')),
			interleave_depth: whole(values.get('US Interleave Depth')),
			attenuation_db: decibels(values.get('Far Current Attenuation')),
			snr_margin_db: decibels(values.get('Far SNR Margin')),
			tx_power_dbm: power.up,
			crc_errors: counter(values.get('FE CRC Count')),
			errored_seconds: counter(values.get('FE ES Count')),
			tx_cells: counter(values.get('NE Xmitted Cells')),
		},
	}
	return {dsl: atRest(dsl)}
}

function lineFields(values: Values): LineFields {
	const modem = vendorId(values.get('ITU Version[0]') ?? '', values.get('ITU Version[1]') ?? '')
	const dslam = vendorId(values.get('CO ITU Version[0]') ?? '', values.get('CO ITU Version[1]') ?? '')
	const firmware = values.get('VDSL Firmware Version') ?? values.get('ADSL Firmware Version') ?? ''
	return {
		...lineState(values.get('State') ?? ''),
		...transmissionSystem(values.get('Running Mode') ?? values.get('DSL Modulation') ?? ''),
		resyncs: counter(values.get('Xdsl Link Times')),
		resets: counter(values.get('Xdsl Reset Times')),
		power_state: /_PMS_(L[0-3])$/.exec(values.get('Power Management Mode') ?? '')?.[1],
		firmware: /^[\w.-]*\w/.exec(firmware)?.[0],
		modem_vendor: modem.vendor,
		modem_version: modem.version,
		dslam_vendor: dslam.vendor ?? /^<\s*(\w+)\s*>$/.exec(values.get('DSLAM CHIPSET VENDOR') ?? '')?.[1],
		dslam_version: dslam.version,
	}
}

/**
 * "actual PSD" is the aggregate transmit power in dBm. On VDSL2 some firmwares (Vigor 130, 05-07-06-0D-01-07) print the
 * two the wrong way round, others (Vigor 165, 08-0B) do not; downstream is the larger one, because the exchange sends
 * with more power over more tones. With one of the two missing there is no telling.
 */
function transmitPower(values: Values, mode: string | undefined): {down?: number; up?: number} {
	const ds = decibels(values.get('DS actual PSD'))
	const us = decibels(values.get('US actual PSD'))
	if (mode === undefined || ds === undefined || us === undefined) return {}
	return mode === 'G.993.2' ? {down: Math.max(ds, us), up: Math.min(ds, us)} : {down: ds, up: us}
}
