import {once} from 'node:events'
import {type Parser, parse} from 'csv-parse'
import {Column} from '../column.ts'
import {type Columns, findColumns, type Wanted} from './columns.ts'
import {TableError, torn} from './failure.ts'
import {keyOf} from './key.ts'
import type {Names} from './names.ts'
import {narrower} from './narrow.ts'

/** The rows of a file that are good, a list per column. Of a column that is not there or not wanted, the list is empty. */
export interface Reading {
	/** Their numbers in `Names`. */
	readonly exporters: Column
	/** Bits per second. */
	readonly bps: Column
	/** NaN where the cell has no such number. */
	readonly maxBps: Column
	readonly avgBps: Column
	/** Unix seconds by the collector's clock, 0 for never; NaN as above. */
	readonly lastActive: Column
	/** Rows that were left out. */
	bad: number
	/** Length of the file. */
	bytes: number
}

const HEADER_BYTES = 64 * 1024
const ROW_BYTES = 16 * 1024
const LINE_FEED = 10

/** Reads a table as it arrives, and gives its exporters names. Throws `TableError` where it is not whole. Its own message says only what is wrong. */
export async function parseTable(
	chunks: AsyncIterable<Buffer>,
	wanted: Wanted,
	names: Names,
): Promise<Reading> {
	const reading: Reading = {
		exporters: new Column(),
		bps: new Column(),
		maxBps: new Column(),
		avgBps: new Column(),
		lastActive: new Column(),
		bad: 0,
		bytes: 0,
	}
	let head = Buffer.alloc(0)
	let lastByte = LINE_FEED
	let rows: Rows | undefined
	for await (const chunk of chunks) {
		reading.bytes += chunk.length
		lastByte = chunk.at(-1) ?? lastByte
		if (rows !== undefined) {
			await rows.write(chunk)
			continue
		}
		head = Buffer.concat([head, chunk])
		const end = head.indexOf(LINE_FEED)
		if (end < 0 && head.length > HEADER_BYTES) throw torn('its first line does not end')
		if (end < 0) continue
		rows = readRows(findColumns(head.subarray(0, end).toString(), wanted), names, reading)
		await rows.write(head.subarray(end + 1))
	}
	if (reading.bytes === 0) throw torn('it is empty')
	if (rows === undefined || lastByte !== LINE_FEED) throw torn('its last line does not end')
	const isLastGood = await rows.end()
	const good = reading.exporters.length
	if (good + reading.bad === 0) throw new TableError('empty', 'it has no rows')
	if (!isLastGood) throw torn('its last row is not whole')
	if (reading.bad > good) throw torn(`${reading.bad} of ${good + reading.bad} rows are bad`)
	return reading
}

interface Rows {
	write(chunk: Uint8Array): Promise<void>
	/** Whether the last row was good. */
	end(): Promise<boolean>
}

function readRows(columns: Columns, names: Names, reading: Reading): Rows {
	const {count, ...places} = columns
	const wanted = Object.values(places)
		.filter(column => column !== undefined)
		.toSorted((a, b) => a - b)
	const at = (column: number | undefined) => (column === undefined ? -1 : wanted.indexOf(column))
	const [exporter, netInterface, bps] = [at(columns.exporter), at(columns.interface), at(columns.bps)]
	const others = (['maxBps', 'avgBps', 'lastActive'] as const)
		.map(name => ({place: at(columns[name]), list: reading[name]}))
		.filter(({place}) => place >= 0)
	let isLastGood = true

	const take = (record: string[]) => {
		const address = record[exporter]?.trim()
		const rate = whole(record[bps])
		isLastGood = record.length === wanted.length && address !== '' && rate >= 0
		if (!isLastGood || address === undefined) {
			reading.bad++
			return null
		}
		const part = netInterface < 0 ? undefined : record[netInterface]?.trim()
		reading.exporters.push(names.add(keyOf(address, part)))
		reading.bps.push(rate)
		for (const {place, list} of others) list.push(whole(record[place]))
		return null
	}
	const parser = parse({
		delimiter: '\t',
		record_delimiter: '\n',
		quote: null,
		escape: null,
		relax_column_count: true,
		max_record_size: ROW_BYTES,
		on_record: take,
	})
	const narrow = narrower(wanted, count)
	// Every record was taken above, so nothing is left to be read here.
	const ended = once(parser.resume(), 'end').catch((cause: Error) => {
		throw new TableError('torn', 'it is no table', {cause})
	})
	ended.catch(() => {})
	return {
		write: chunk => writeTo(parser, narrow(chunk), ended),
		async end() {
			parser.end()
			await ended
			return isLastGood
		},
	}
}

async function writeTo(parser: Parser, chunk: Uint8Array, ended: Promise<unknown>): Promise<void> {
	if (parser.destroyed) await ended
	// What breaks the parser ends the waiting, and has its words from `ended`.
	if (!parser.write(chunk)) await once(parser, 'drain').catch(() => ended)
}

const ZERO = 48

/** A whole number that is not negative, else NaN. Digit by digit: a regular expression takes three times as long. */
function whole(cell = ''): number {
	const digits = cell.trim()
	let value = digits === '' ? Number.NaN : 0
	for (let index = 0; index < digits.length; index++) {
		const digit = digits.charCodeAt(index) - ZERO
		if (digit < 0 || digit > 9) return Number.NaN
		value = value * 10 + digit
	}
	return Number.isSafeInteger(value) ? value : Number.NaN
}
