import {ParseError} from '../../errors.ts'
import {COUNTERS, type Counter} from './metrics.ts'
import type {Interface} from './record.ts'
import {unsigned} from './sysfs.ts'

/** One reply of ifstat.py, and what is wrong with single rows of it. */
export interface Reply {
	readonly interfaces: readonly Interface[]
	readonly warnings: readonly string[]
}

/**
 * Reads one whole reply of ifstat.py: comma-separated, without quotes, a header, a row per interface, and CR LF at the end.
 * Columns are found by their names. Throws `ParseError` where the first line is no such header.
 */
export function parseReply(text: string): Reply {
	const [header = '', ...rows] = text.replace(/\r\n$/, '').split('\n')
	const [first, ...columns] = header.split(',')
	if (first !== 'itf' || columns.length === 0) {
		const said = header.trim() === '' ? 'an empty line' : `"${header.trim().slice(0, 80)}"`
		throw new ParseError(`This is no ifstat.py server: it answered ${said}`, {hint: 'Check the port'})
	}
	const interfaces: Interface[] = []
	const warnings: string[] = []
	for (const row of rows) {
		if (row === '') continue
		const one = parseRow(row, columns)
		if (one === undefined) warnings.push(`A row of the reply is unusable: "${row.slice(0, 80)}"`)
		else interfaces.push(one)
	}
	if (interfaces.length === 0)
		warnings.push('The server lists no interfaces: see INTERFACES in its ifstat.py')
	return {interfaces, warnings}
}

/** A name may contain commas, so the numbers are counted from the right. */
function parseRow(row: string, columns: readonly string[]): Interface | undefined {
	const cells = row.split(',')
	const name = cells.slice(0, -columns.length).join(',')
	const values = cells.slice(-columns.length).map(unsigned)
	if (name === '') return undefined
	const counters: Partial<Record<Counter, bigint>> = {}
	for (const [index, column] of columns.entries()) {
		const value = values[index]
		const counter = COUNTERS.find(known => known === column)
		if (value === undefined) return undefined
		if (counter !== undefined) counters[counter] = value
	}
	return {name, counters}
}
