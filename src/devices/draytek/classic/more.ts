import type {DslCounter} from '../../xdsl/counters.ts'
import type {DirectionFields} from '../../xdsl/line.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import {counter, flag, whole} from '../cells.ts'
import type {Reading} from '../reading.ts'
import {type Columns, columnsOf, rowOf} from './rows.ts'

interface MoreRow {
	/** Direction of the first column; the other one has the second. */
	readonly first: 'down' | 'up'
	/** What a cell says; printed units become base units. */
	readonly read: (cell: string | undefined) => DirectionFields
}

/** Measured at each end: the near end receives downstream. */
const count = (field: DslCounter): MoreRow => ({first: 'down', read: cell => ({[field]: counter(cell)})})

/**
 * Set up per direction. The driver below keeps failure counters by near and far end, but channel and feature data by
 * upstream and downstream, and the firmware prints index 0 of both under "Near End": so here upstream comes first. A
 * Vigor 130 with retransmission downstream only, the usual case, prints `ReTxEnable : 0 1`.
 */
const setting = (read: MoreRow['read']): MoreRow => ({first: 'up', read})

const ROWS = new Map<string, MoreRow>(
	Object.entries({
		trellis: setting(cell => ({trellis: flag(cell)})),
		bitswap: setting(cell => ({bitswap: flag(cell)})),
		retxenable: setting(cell => ({retransmission: flag(cell)})),
		virtualnoise: setting(cell => ({virtual_noise: flag(cell)})),
		latencypath: setting(cell => ({latency_path: whole(cell)})),
		los: count('los_failures'),
		lof: count('lof_failures'),
		lpr: count('lpr_failures'),
		lom: count('lom_failures'),
		sossuccess: count('sos_success'),
		ncd: count('ncd_failures'),
		lcd: count('lcd_failures'),
		fecs: count('fec_seconds'),
		es: count('errored_seconds'),
		ses: count('severely_errored_seconds'),
		loss: count('los_seconds'),
		uas: count('unavailable_seconds'),
		hecerror: count('hec_errors'),
		hecerrors: count('hec_errors'),
		crc: count('crc_errors'),
		rscorrection: count('rs_corrections'),
		rscorrections: count('rs_corrections'),
		// Printed as fifths of a symbol, although the note says symbols: 230 is 46.
		inp: setting(cell => ({inp_symbols: scaled(cell, 5)})),
		// 1/100 ms.
		interleavedelay: setting(cell => ({interleave_delay_seconds: scaled(cell, 100_000)})),
		intlvdelay: setting(cell => ({interleave_delay_seconds: scaled(cell, 100_000)})),
		nfec: setting(cell => ({nfec_bytes: whole(cell)})),
		rfec: setting(cell => ({rfec_bytes: whole(cell)})),
		lsymb: setting(cell => ({lsymb_bits: whole(cell)})),
		lysmb: setting(cell => ({lsymb_bits: whole(cell)})),
		intlvblock: setting(cell => ({interleave_block_bytes: whole(cell)})),
		// Only ever seen under "Near End".
		aelem: {first: 'down', read: cell => ({aelem: whole(cell)})},
	}),
)

/** `vdsl status more`: settings, failures and seconds since the start of the DSL driver, framing. */
export function parseMore(answer: string, question = 'vdsl status more'): Reading {
	const directions: Record<'down' | 'up', DirectionFields> = {down: {}, up: {}}
	const seen = new Set<string>()
	let columns: Columns | undefined
	for (const line of answerLines(answer)) {
		columns = columnsOf(line) ?? columns
		const row = rowOf(line, columns)
		const known = row && ROWS.get(row.label)
		if (row === undefined || known === undefined || seen.has(row.label)) continue
		seen.add(row.label)
		const second = known.first === 'down' ? 'up' : 'down'
		Object.assign(directions[known.first], known.read(row.first))
		Object.assign(directions[second], known.read(row.second))
	}
	if (seen.size === 0) throw unknownAnswer(question, 'FECS')
	return {dsl: directions}
}

function scaled(cell: string | undefined, divisor: number): number | undefined {
	const value = whole(cell)
	return value === undefined ? undefined : Number(value) / divisor
}
