/**
 * The performance counters of a DSL direction, in the terms of ITU-T G.997.1. They exist twice: as counters that run from
 * the start of the modem's DSL driver or from the last sync (`xdsl`), and as gauges of one interval (`xdsl_interval`).
 * `down` is what the modem's receiver counts (near end, suffix -L), `up` what the exchange's counts (far end, -LFE).
 */
const helps = {
	fec_errors: 'Code words with errors that forward error correction repaired (EC).',
	crc_errors: 'Blocks with an error that was not repaired: CRC anomalies, code violations (CV).',
	hec_errors: 'ATM cells or PTM frames with a wrong header checksum (HEC).',
	ptm_crc_errors: 'PTM packets with a wrong checksum (CRC-P).',
	rs_corrections: 'Reed-Solomon corrections as the DSL driver counts them.',
	rx_cells: 'ATM cells received by the modem.',
	tx_cells: 'ATM cells sent by the modem.',
	fec_seconds: 'Seconds in which something was repaired by forward error correction (FECS).',
	errored_seconds: 'Seconds with at least one CRC anomaly or defect, severely errored ones included (ES).',
	severely_errored_seconds:
		'Seconds with so many CRC anomalies or such a defect that nothing got through (SES).',
	los_seconds: 'Seconds with loss of signal (LOSS).',
	lof_seconds: 'Seconds with loss of frame (LOFS).',
	unavailable_seconds: 'Seconds in which the line was unavailable (UAS).',
	los_failures: 'Times the signal was lost (LOS failures).',
	lof_failures: 'Times the framing was lost (LOF failures).',
	lpr_failures: 'Times the power of this end was lost (LPR failures).',
	lom_failures: 'Times the SNR margin stayed below its minimum (LOM failures).',
	ncd_failures: 'Times no ATM cell delineation was found after a sync (NCD failures).',
	lcd_failures: 'Times the ATM cell delineation was lost (LCD failures).',
	retx_transmitted: 'Data transfer units sent again (G.998.4, G.INP).',
	retx_corrected: 'Data transfer units repaired by sending them again (G.998.4, G.INP).',
	retx_uncorrected: 'Data transfer units lost although they could be sent again (G.998.4, G.INP).',
	bitswap_executed: 'Bit swaps carried out.',
	sra_executed: 'Seamless rate adaptations carried out (SRA).',
	lom_seconds: 'Seconds in which the SNR margin was below its minimum (LOMS).',
	leftr_seconds: 'Seconds with a low rate free of errors, with retransmission (LEFTRS).',
	sos_success: 'Emergency rate reductions that succeeded (SOS).',
} as const

/** Names of the fields that `xdsl` has as counters and `xdsl_interval` as gauges. */
export type DslCounter = keyof typeof helps

export const dslCounters: readonly DslCounter[] = Object.keys(helps) as DslCounter[]

/** A gauge in seconds is a duration, as 16m 39s. Counted seconds are none, so that the table prints the number. */
const unitOfCount = (type: 'counter' | 'gauge', name: DslCounter) =>
	type === 'gauge' && name.endsWith('_seconds') ? {unit: 'seconds'} : {}

/** The counters as fields of a measurement, all of one type. */
export function counterFields<T extends 'counter' | 'gauge'>(
	type: T,
): {readonly [K in DslCounter]: {readonly type: T; readonly value: 'int'; readonly help: string}} {
	const fields: Record<string, unknown> = {}
	for (const name of dslCounters) {
		fields[name] = {type, value: 'int', help: helps[name], ...unitOfCount(type, name)}
	}
	return fields as ReturnType<typeof counterFields<T>>
}
