import fs from 'node:fs'
import {fileURLToPath} from 'node:url'
import {partsOf} from '../../../../src/devices/fc/table/key.ts'
import {Names} from '../../../../src/devices/fc/table/names.ts'
import {parseTable, type Reading} from '../../../../src/devices/fc/table/parse.ts'

const FIXTURES = fileURLToPath(new URL('../../../../fixtures/fc/', import.meta.url))

/** One of the files in `fixtures/fc`. */
export const fixture = (name: string): string => fs.readFileSync(`${FIXTURES}${name}`, 'latin1')

/** A file as a collector writes it. */
export const sample = fixture('exporter_device_stats.txt')
export const header = sample.slice(0, sample.indexOf('\n') + 1)

export interface Row {
	readonly exporter: string
	readonly bps: number | string
	readonly lastActive?: number
	readonly maxBps?: number
	readonly avgBps?: number
}

/** A file with these rows, in the 46 columns of a collector. */
export const table = (rows: readonly Row[]): string => header + rows.map(toLine).join('')

function toLine({exporter, bps, lastActive = 1_600_000_000, maxBps = 0, avgBps = 0}: Row): string {
	const cells: (number | string)[] = [exporter, lastActive, ...Array<number>(41).fill(0), bps, maxBps, avgBps]
	return `${cells.join('\t')}\n`
}

/** What was read, with names in the place of their numbers. */
export interface Parsed {
	readonly exporters: readonly string[]
	readonly interfaces: readonly (string | undefined)[]
	readonly bps: readonly number[]
	readonly maxBps: readonly number[]
	readonly avgBps: readonly number[]
	readonly lastActive: readonly number[]
	readonly bad: number
	readonly bytes: number
}

/** Parses a text that arrives in pieces of this length. */
export async function parsed(
	text: string,
	options: {piece?: number; interface?: string; lastActive?: boolean} = {},
): Promise<Parsed> {
	const names = new Names()
	const {exporters, bps, maxBps, avgBps, lastActive, bad, bytes} = await readingOf(text, names, options)
	const keys = [...exporters].map(number => partsOf(names.at(number)))
	return {
		exporters: keys.map(({exporter}) => exporter),
		interfaces: keys.map(one => one.interface),
		bps: [...bps],
		maxBps: [...maxBps],
		avgBps: [...avgBps],
		lastActive: [...lastActive],
		bad,
		bytes,
	}
}

export function readingOf(
	text: string,
	names: Names,
	options: {piece?: number; interface?: string; lastActive?: boolean} = {},
): Promise<Reading> {
	async function* pieces() {
		const bytes = Buffer.from(text, 'latin1')
		const {piece = bytes.length || 1} = options
		for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
	}
	const keys = {exporter: 'Exporter Address', interface: options.interface}
	return parseTable(pieces(), {keys, lastActive: options.lastActive ?? true}, names)
}
