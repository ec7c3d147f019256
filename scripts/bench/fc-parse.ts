import {once} from 'node:events'
import fs from 'node:fs'
import process from 'node:process'
import {parse} from 'csv-parse'
import {findColumns} from '../../src/devices/fc/table/columns.ts'
import {merge} from '../../src/devices/fc/table/merge.ts'
import {Names} from '../../src/devices/fc/table/names.ts'
import {narrower} from '../../src/devices/fc/table/narrow.ts'
import {parseTable} from '../../src/devices/fc/table/parse.ts'
import type {ParseCost} from './fc-scale.ts'

/** A program of its own: reads the table it is given twice, merges that, and prints as JSON what it took. */

const [, , file = ''] = process.argv
const wanted = {keys: {exporter: 'Exporter Address', interface: undefined}, lastActive: false}

/** Pieces as they come over SFTP. */
const pieces = (): AsyncIterable<Buffer> => fs.createReadStream(file, {highWaterMark: 31 * 1024})

async function timed<T>(work: () => Promise<T> | T): Promise<{ms: number; value: T}> {
	const start = performance.now()
	const value = await work()
	return {ms: performance.now() - start, value}
}

const names = new Names()
const first = await timed(() => parseTable(pieces(), wanted, names))
const second = await parseTable(pieces(), wanted, names)
const merged = await timed(() =>
	merge(
		names,
		[
			{bit: 1, reading: first.value},
			{bit: 2, reading: second},
		],
		{quietGrace: 0, neverActive: 'down'},
	),
)
const peakMiB = process.resourceUsage().maxRSS / 1024

/** What of it is the parser's: the columns that are wanted, as it gets them. */
async function parserAlone(): Promise<number> {
	const narrowed: Uint8Array[] = []
	let narrow: ReturnType<typeof narrower> | undefined
	for await (const piece of pieces()) {
		if (narrow === undefined) {
			const end = piece.indexOf(10)
			const {count, exporter, bps, maxBps, avgBps} = findColumns(piece.subarray(0, end).toString(), wanted)
			narrow = narrower(
				[exporter, bps, maxBps ?? 0, avgBps ?? 0].toSorted((a, b) => a - b),
				count,
			)
			narrowed.push(narrow(piece.subarray(end + 1)))
		} else narrowed.push(narrow(piece))
	}
	const parser = parse({
		delimiter: '\t',
		record_delimiter: '\n',
		quote: null,
		escape: null,
		on_record: () => null,
	})
	const {ms} = await timed(async () => {
		const ended = once(parser.resume(), 'end')
		for (const piece of narrowed) if (!parser.write(piece)) await once(parser, 'drain')
		parser.end()
		await ended
	})
	return ms
}

const cost: ParseCost = {parseMs: first.ms, mergeMs: merged.ms, peakMiB, csvMs: await parserAlone()}
process.stdout.write(JSON.stringify(cost))
