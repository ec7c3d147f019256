import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import {table} from './fc-table.ts'
import {median} from './measure.ts'

const ROUNDS = 5
const ROWS = [1000, 10_000, 100_000, 1_000_000]
const PROGRAM = path.join(import.meta.dirname, 'fc-parse.ts')

/** What one run of `fc-parse.ts` has measured. */
export interface ParseCost {
	readonly csvMs: number
	readonly parseMs: number
	readonly mergeMs: number
	readonly peakMiB: number
}

/** Reading a table and merging two, without a network: the cost for each row is to be the same for all sizes. */
export async function scaleTable(folder: string): Promise<string> {
	const lines = [
		'| Rows of a table | csv-parse alone, ms | parse, ms | µs a row | merge of two, ms | µs a row | peak memory, MiB |',
		'|---:|---:|---:|---:|---:|---:|---:|',
	]
	for (const rows of ROWS) {
		const file = path.join(folder, `table-${rows}`)
		fs.writeFileSync(file, table(rows))
		const costs = Array.from({length: ROUNDS}, () => measureOnce(file))
		const of = (key: keyof ParseCost) => median(costs.map(cost => cost[key]))
		const each = (ms: number) => ((ms * 1000) / rows).toFixed(2)
		const parse = [of('csvMs').toFixed(1), of('parseMs').toFixed(1), each(of('parseMs'))]
		const merge = [of('mergeMs').toFixed(1), each(of('mergeMs') / 2), of('peakMiB').toFixed(0)]
		lines.push(`| ${[rows, ...parse, ...merge].join(' | ')} |`)
		fs.rmSync(file)
	}
	return lines.join('\n')
}

/** In a process of its own, because the memory of one size would count for the next. */
const measureOnce = (file: string): ParseCost =>
	JSON.parse(execFileSync(process.execPath, [PROGRAM, file], {encoding: 'utf8'})) as ParseCost
