import {torn} from './failure.ts'

const TAB = 9
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Longest row, whatever of it is wanted: a file that is no table may have 4 GB without a line feed. */
const ROW_BYTES = 1024 * 1024

/**
 * Keeps these columns of a tab separated table and drops the others, piece by piece: 4 of 46 columns are wanted, and
 * csv-parse takes four times as long for all of them. A row with another number of fields than the header leaves with more
 * fields than wanted, so that it is known for bad. Throws `TableError` where a row does not end.
 */
export function narrower(wanted: readonly number[], count: number): (chunk: Uint8Array) => Uint8Array {
	// One more: fields behind the last are dropped.
	const keep = new Uint8Array(count + 1)
	for (const column of wanted) keep[column] = 1
	const first = Math.min(...wanted)
	/** Where a piece begins, and where it ends. */
	let begin = 0
	let end = 0
	/** Bytes of the row at the end of the pieces before. */
	let open = 0
	/** Bytes that most pieces leave. */
	let room = 1024

	/** Returns how many bytes are left; those beyond the end of `out` are not written. */
	const fill = (out: Uint8Array, chunk: Uint8Array): number => {
		let length = 0
		// A variable of its own, and loops over an index: for 16 MB, each of them halves the time.
		let column = begin
		const stop = chunk.length
		for (let index = 0; index < stop; index++) {
			if (keep[column] !== 1) while (index < stop && (chunk[index] ?? 0) > CARRIAGE_RETURN) index++
			if (index === stop) break
			const byte = chunk[index] ?? 0
			if (byte > CARRIAGE_RETURN) out[length++] = byte
			else if (byte === TAB) {
				if (column < count) column++
				if (keep[column] === 1 && column > first) out[length++] = TAB
			} else if (byte === LINE_FEED) {
				if (column + 1 !== count) for (const _ of wanted) out[length++] = TAB
				out[length++] = LINE_FEED
				column = 0
			} else if (keep[column] === 1 && byte !== CARRIAGE_RETURN) out[length++] = byte
		}
		end = column
		return length
	}

	return chunk => {
		let out = Buffer.allocUnsafe(room)
		let length = fill(out, chunk)
		if (length > out.length) {
			room = Math.ceil(length * 1.25)
			out = Buffer.allocUnsafe(room)
			length = fill(out, chunk)
		}
		begin = end
		const feed = chunk.lastIndexOf(LINE_FEED)
		open = feed < 0 ? open + chunk.length : chunk.length - feed - 1
		if (open > ROW_BYTES) throw torn('a row does not end')
		return out.subarray(0, length)
	}
}
