import type {FieldsOf} from '../../../metrics/model.ts'
import type {DslCounter} from '../../xdsl/counters.ts'
import type {DirectionFields, DslInterval, IntervalName} from '../../xdsl/line.ts'
import type {xdslInterval} from '../../xdsl/metrics.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import {counter} from '../cells.ts'
import type {Reading} from '../reading.ts'
import {type Columns, columnsOf, type Row, rowOf} from './rows.ts'

const INTERVALS = new Map<string, IntervalName>(
	Object.entries({showtime: 'showtime', '15min': '15m', '1day': '1d'}),
)

const COUNTERS = new Map<string, DslCounter>(
	Object.entries({
		crc: 'crc_errors',
		// Corrections; the row FECS of `status more` is seconds.
		fec: 'fec_errors',
		hec: 'hec_errors',
		crcp: 'ptm_crc_errors',
		ncd: 'ncd_failures',
		lcd: 'lcd_failures',
		es: 'errored_seconds',
		ses: 'severely_errored_seconds',
		loss: 'los_seconds',
		uas: 'unavailable_seconds',
		lofs: 'lof_seconds',
	}),
)

/**
 * Counters that no other command has, so that `xdsl` takes them from here: they run from the last sync. The others stay
 * in `xdsl_interval`, because a counter must not change its source, and so its start, from poll to poll.
 */
const ONLY_HERE = ['fec_errors', 'ptm_crc_errors', 'lof_seconds'] as const

type IntervalFields = FieldsOf<typeof xdslInterval>

/** `vdsl status counts`: counters since the last sync, in this quarter of an hour, today; and the time in showtime. */
export function parseCounts(answer: string, question = 'vdsl status counts'): Reading {
	const blocks = readBlocks(answerLines(answer))
	if (blocks.size === 0) throw unknownAnswer(question, '[ Counters: Showtime ]')
	const intervals = [...blocks].flatMap(([interval, {down, up}]): DslInterval[] => [
		{interval, direction: 'down', fields: down},
		{interval, direction: 'up', fields: up},
	])
	const showtime = blocks.get('showtime')
	return {
		dsl: {
			line: {uptime_seconds: showtime?.down.elapsed_seconds ?? showtime?.up.elapsed_seconds},
			down: onlyHere(showtime?.down),
			up: onlyHere(showtime?.up),
			intervals: intervals.filter(({fields}) => Object.keys(fields).length > 0),
		},
	}
}

/** A block begins with its name in brackets. Rows under a name that cannot be read belong to no block. */
function readBlocks(lines: readonly string[]): Map<IntervalName, {down: IntervalFields; up: IntervalFields}> {
	const blocks = new Map<IntervalName, {down: IntervalFields; up: IntervalFields}>()
	let block: {down: IntervalFields; up: IntervalFields} | undefined
	let columns: Columns | undefined
	let seen = new Set<string>()
	for (const line of lines) {
		columns = columnsOf(line) ?? columns
		if (line.trimStart().startsWith('[')) {
			const name = /^\s*\[\s*counters\s*:\s*(.+?)\s*\]/i.exec(line)?.[1]
			const interval = INTERVALS.get(name?.toLowerCase().replace(/\s/g, '') ?? '')
			block = interval === undefined || blocks.has(interval) ? undefined : {down: {}, up: {}}
			if (block !== undefined && interval !== undefined) blocks.set(interval, block)
			seen = new Set()
			continue
		}
		const row = rowOf(line, columns)
		if (row === undefined) continue
		// Every block begins with this row: a second one means that the name of the next block is lost.
		if (row.label === 'elapsedtime' && seen.size > 0) block = undefined
		if (block === undefined || seen.has(row.label)) continue
		seen.add(row.label)
		addRow(block, row)
	}
	return blocks
}

function addRow(block: {down: IntervalFields; up: IntervalFields}, {label, first, second}: Row): void {
	const field = label === 'elapsedtime' ? 'elapsed_seconds' : COUNTERS.get(label)
	if (field === undefined) return
	const [down, up] = [counter(first), counter(second)]
	if (down !== undefined) block.down[field] = down
	if (up !== undefined) block.up[field] = up
}

function onlyHere(fields: IntervalFields = {}): DirectionFields {
	const counters: DirectionFields = {}
	for (const name of ONLY_HERE) {
		const value = fields[name]
		if (typeof value === 'bigint') counters[name] = value
	}
	return counters
}
