import type {Reading} from '../reading.ts'
import {unknownAnswer} from '../unknown-answer.ts'
import {bandBins} from './bands.ts'
import {broadcomLine} from './line.ts'
import {readRows} from './rows.ts'

/** Everything of one exec: the answers of several `xdslctl info`, of which the first that has a row counts. */
export function parseBroadcom(answer: string): Reading {
	const rows = readRows(answer)
	if (rows.row('status') === undefined) throw unknownAnswer('xdslctl', answer)
	return {lines: [{...broadcomLine(answer, rows), bins: bandBins(answer)}], wans: []}
}
