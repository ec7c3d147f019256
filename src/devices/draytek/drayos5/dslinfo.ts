import {atRest} from '../../xdsl/at-rest.ts'
import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import {decibels, rate, unitTime} from '../cells.ts'
import {labelledValues} from '../classic/labels.ts'
import type {Reading} from '../reading.ts'

const LABELS = [
	'Status',
	'Mode',
	'Profile',
	'Annex',
	'DSL Version',
	'Line Uptime',
	'Downstream Line Rate',
	'Upstream Line Rate',
	'SNR Downstream',
	'SNR Upstream',
] as const

/** `exec dslinfo` of DrayOS 5 (Vigor 167): state, mode, rates, margins, time in showtime. */
export function parseDslInfo(answer: string): Reading {
	const values = labelledValues(answerLines(answer), LABELS)
	if (values.size === 0) throw unknownAnswer('exec dslinfo', 'Status')
	const system = `${values.get('Mode') ?? ''} ${values.get('Profile') ?? ''} ${values.get('Annex') ?? ''}`
	const dsl = {
		line: {
			...lineState(values.get('Status') ?? ''),
			...transmissionSystem(system),
			firmware: /^[\w.-]*\w/.exec(values.get('DSL Version') ?? '')?.[0],
			uptime_seconds: unitTime(values.get('Line Uptime')),
		},
		down: {
			rate_bps: rate(values.get('Downstream Line Rate')),
			snr_margin_db: decibels(values.get('SNR Downstream')),
		},
		up: {
			rate_bps: rate(values.get('Upstream Line Rate')),
			snr_margin_db: decibels(values.get('SNR Upstream')),
		},
	}
	return {dsl: atRest(dsl)}
}
