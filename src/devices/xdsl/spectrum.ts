import type {Direction, DslBin} from './line.ts'

/** Quantities that DSL measures per tone, named as the fields of `xdsl_bins`. */
export type ToneQuantity = 'bits' | 'snr_db' | 'qln_dbm_hz' | 'hlog_db'

/** One quantity over the tones of one direction. A value stands for `groupSize` tones; undefined: not measured. */
export interface ToneTable {
	readonly direction: Direction
	readonly quantity: ToneQuantity
	readonly groupSize: number
	readonly values: readonly (number | undefined)[]
}

/** A band of tones, both ends included. */
export interface Band {
	readonly direction: Direction
	readonly first: number
	readonly last: number
}

/** What a modem says about the tones of a line. Where a quantity is there twice, the later one counts. */
export interface Spectrum {
	readonly tables: readonly ToneTable[]
	readonly bands: readonly Band[]
}

/** Profile 35b has the most tones. */
export const MAX_TONES = 8192

const DIRECTIONS: readonly Direction[] = ['down', 'up']

/** Every tone that has a value; a value of a group of tones stands at each of them. */
export function toneBins(spectrum: Spectrum): DslBin[] {
	return DIRECTIONS.flatMap(direction => {
		const tables = tablesOf(spectrum, direction)
		const count = Math.max(0, ...tables.map(table => table.values.length * table.groupSize))
		const bins: DslBin[] = []
		for (let tone = 0; tone < Math.min(count, MAX_TONES); tone += 1) {
			const found = tables.map(table => [table.quantity, valueAt(table, tone)] as const)
			const fields = Object.fromEntries(found.filter(([, value]) => value !== undefined))
			if (Object.keys(fields).length > 0) bins.push({direction, tone, fields})
		}
		return bins
	})
}

/**
 * One bin per band: bits and loaded tones summed, everything else as its mean. Bands are named as in G.993.2; where the
 * modem does not tell its bands, all tones of a direction are one band "all".
 */
export function bandBins(spectrum: Spectrum): DslBin[] {
	return namedBands(spectrum.bands).flatMap(({direction, first, last, name}) => {
		const fields: Record<string, number> = {}
		for (const table of tablesOf(spectrum, direction)) {
			const start = Math.floor(first / table.groupSize)
			const values = table.values.slice(start, Math.floor(last / table.groupSize) + 1)
			const valid = values.filter(value => value !== undefined)
			if (valid.length === 0) continue
			const sum = valid.reduce((total, value) => total + value, 0)
			if (table.quantity === 'bits') {
				fields.bits = sum
				fields.loaded_tones = valid.filter(bits => bits > 0).length
			} else fields[table.quantity] = Math.round((sum / valid.length) * 100) / 100
		}
		return Object.keys(fields).length > 0 ? [{direction, band: name, fields}] : []
	})
}

function namedBands(bands: readonly Band[]): (Band & {name: string})[] {
	return DIRECTIONS.flatMap(direction => {
		const own = bands.filter(band => band.direction === direction).sort((a, b) => a.first - b.first)
		if (own.length === 0) return [{direction, first: 0, last: MAX_TONES - 1, name: 'all'}]
		// U0 is the upstream band below the first downstream band; without it upstream begins with U1.
		const firstDown = Math.min(...bands.filter(band => band.direction === 'down').map(band => band.first))
		const zero = direction === 'up' && (own[0]?.first ?? 0) < firstDown
		const letter = direction === 'down' ? 'D' : 'U'
		return own.map((band, index) => ({...band, name: `${letter}${index + (zero ? 0 : 1)}`}))
	})
}

function tablesOf({tables}: Spectrum, direction: Direction): ToneTable[] {
	const latest = new Map(
		tables.filter(table => table.direction === direction).map(table => [table.quantity, table]),
	)
	return [...latest.values()]
}

function valueAt({values, groupSize}: ToneTable, tone: number): number | undefined {
	return values[Math.floor(tone / groupSize)]
}
