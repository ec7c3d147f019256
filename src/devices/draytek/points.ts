import {type Point, point} from '../../metrics/model.ts'
import {router} from '../router/metrics.ts'
import {wan} from '../wan/metrics.ts'
import {atRest} from '../xdsl/at-rest.ts'
import type {DslBin, DslLine} from '../xdsl/line.ts'
import {latest, mergeLines} from '../xdsl/merge.ts'
import {xdslPoints} from '../xdsl/points.ts'
import {bandBins, type Spectrum, toneBins} from '../xdsl/spectrum.ts'
import type {Reading} from './reading.ts'

/** What a whole poll says: the readings of its commands put together. */
export type Summary = Omit<Reading, 'spectrum'> & {readonly dsl: DslLine}

/** How tones are printed: a bin per band, or one per tone. */
export type BinWidth = 'band' | 'tones'

/**
 * Puts readings together in the order in which they were read: a later value replaces an earlier one, so that the state
 * is that of the last command that tells it.
 */
export function summarize(readings: readonly Reading[], width: BinWidth = 'band'): Summary {
	const spectra = present(readings.map(({spectrum}) => spectrum))
	const lines = present(readings.map(({dsl}) => dsl))
	if (spectra.length > 0) lines.push({bins: binsOf(spectra, width)})
	return {
		dsl: atRest(mergeLines(lines)),
		wans: present(readings.map(({wans}) => wans)).flat(),
		router: latest(readings.map(({router}) => router)),
	}
}

/** All points of a poll. */
export function draytekPoints(readings: readonly Reading[], width?: BinWidth): Point[] {
	const {dsl, wans = [], router: fields = {}} = summarize(readings, width)
	const connections = wans.map(connection => point(wan, {interface: connection.name}, connection.fields))
	const box = Object.keys(fields).length > 0 ? [point(router, {}, fields)] : []
	return [...xdslPoints(dsl), ...connections, ...box]
}

const present = <T>(things: readonly (T | undefined)[]): T[] => things.filter(thing => thing !== undefined)

function binsOf(spectra: readonly Spectrum[], width: BinWidth): DslBin[] {
	const bands = spectra.flatMap(spectrum => spectrum.bands)
	const tables = spectra.flatMap(spectrum => spectrum.tables)
	return width === 'tones' ? toneBins({bands, tables}) : bandBins({bands, tables})
}
