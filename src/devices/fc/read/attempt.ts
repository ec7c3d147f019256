import {sleep} from '../../../clock.ts'
import type {FileStat} from '../../../transports/ssh/index.ts'
import type {Wanted} from '../table/columns.ts'
import {TableError, torn} from '../table/failure.ts'
import type {Names} from '../table/names.ts'
import {parseTable, type Reading} from '../table/parse.ts'
import type {OpenTable} from './source.ts'

/** A whole file. */
export interface WholeTable {
	readonly reading: Reading
	readonly file: FileStat
}

/** How a file is read until it is whole. */
export interface Attempts {
	open(): Promise<OpenTable>
	/** Whether an error means that the file is not there, which it is not for a moment at midnight. */
	isGone(error: unknown): boolean
	readonly wanted: Wanted
	readonly names: Names
	/** Rows of the last good read; a file with less than half of them is read again. */
	readonly rowsBefore: number | undefined
	readonly signal: AbortSignal
	/** Milliseconds between two attempts. */
	readonly pauseMs: number
}

const TRIES = 3

/** Reads a file that may be rewritten at any moment: again when it is not whole, three times at most. */
export async function readWhole(attempts: Attempts): Promise<WholeTable> {
	const {rowsBefore = 0, isGone} = attempts
	let wasGone = false
	let wasShort = false
	for (let left = TRIES; ; ) {
		try {
			const table = await readOnce(attempts)
			const isShort = table.reading.exporters.length < rowsBefore / 2
			if (!isShort || wasShort) return table
			wasShort = true
		} catch (error) {
			const again = isGone(error) ? !wasGone : error instanceof TableError && --left > 0
			wasGone ||= isGone(error)
			if (!again) throw error
		}
		await sleep(attempts.pauseMs, attempts.signal)
	}
}

async function readOnce({open, wanted, names}: Attempts): Promise<WholeTable> {
	await using table = await open()
	const before = await table.stat()
	const reading = await parseTable(table.read(), wanted, names)
	const after = await table.stat()
	const isSame = before.size === after.size && before.modified === after.modified
	if (!isSame || reading.bytes !== before.size) throw torn('it was rewritten while it was read')
	return {reading, file: before}
}
