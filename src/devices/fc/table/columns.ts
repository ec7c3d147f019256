import {torn} from './failure.ts'

/** Which columns make up the key, by their titles. */
export interface KeyColumns {
	readonly exporter: string
	/** Undefined for files with one row per exporter. */
	readonly interface: string | undefined
}

/** What is to be read of a file: no column that nobody asks for. */
export interface Wanted {
	readonly keys: KeyColumns
	/** Whether the time of the last packet matters. */
	readonly lastActive: boolean
}

export const EXPORTER_TITLE = 'Exporter Address'

/** Titles of the other columns that are read; only the first one is needed. */
const TITLES = {
	bps: 'Current NetFlow bps',
	maxBps: 'Maximum NetFlow bps',
	avgBps: 'Average NetFlow bps',
	lastActive: 'Last Active',
} as const

/** Place of each column in the header, from 0; undefined where the file does not have it or nobody wants it. */
export interface Columns {
	readonly exporter: number
	readonly interface: number | undefined
	readonly bps: number
	readonly maxBps: number | undefined
	readonly avgBps: number | undefined
	readonly lastActive: number | undefined
	/** How many the header has. */
	readonly count: number
}

/** Finds columns by their titles, since nothing promises an order. Throws where a needed one is missing. */
export function findColumns(header: string, {keys, lastActive}: Wanted): Columns {
	const titles = header.split('\t').map(fold)
	const find = (title: string) => {
		const index = titles.indexOf(fold(title))
		return index < 0 ? undefined : index
	}
	const need = (title: string) => {
		const index = find(title)
		if (index === undefined) throw torn(`its first line has no column "${title}"`)
		return index
	}
	return {
		exporter: need(keys.exporter),
		interface: keys.interface === undefined ? undefined : need(keys.interface),
		bps: need(TITLES.bps),
		maxBps: find(TITLES.maxBps),
		avgBps: find(TITLES.avgBps),
		lastActive: lastActive ? find(TITLES.lastActive) : undefined,
		count: titles.length,
	}
}

/** Blanks and underscores are the same, capitals do not count. */
const fold = (title: string): string =>
	title
		.trim()
		.replace(/[\s_]+/g, ' ')
		.toLowerCase()
