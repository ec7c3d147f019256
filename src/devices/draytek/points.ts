import {type Point, point} from '../../metrics/model.ts'
import {router} from '../router/metrics.ts'
import {wan} from '../wan/metrics.ts'
import {atRest} from '../xdsl/at-rest.ts'
import type {DslLine} from '../xdsl/line.ts'
import {mergeLines} from '../xdsl/merge.ts'
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
	const wans = readings.flatMap(reading => reading.wans ?? [])
	const spectrum = joinSpectra(readings.flatMap(reading => reading.spectrum ?? []))
	const bins = width === 'tones' ? toneBins(spectrum) : bandBins(spectrum)
	const lines = readings.flatMap(reading => reading.dsl ?? [])
	return {dsl: atRest(mergeLines([...lines, {bins}])), wans, router: routerFields(readings)}
}

/** All points of a poll. */
export function draytekPoints(readings: readonly Reading[], width?: BinWidth): Point[] {
	const {dsl, wans = [], router: fields = {}} = summarize(readings, width)
	const connections = wans.map(connection => point(wan, {interface: connection.name}, connection.fields))
	const box = Object.keys(fields).length > 0 ? [point(router, {}, fields)] : []
	return [...xdslPoints(dsl), ...connections, ...box]
}

function routerFields(readings: readonly Reading[]): NonNullable<Reading['router']> {
	const entries = readings.flatMap(reading => Object.entries(reading.router ?? {}))
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function joinSpectra(spectra: readonly Spectrum[]): Spectrum {
	return {bands: spectra.flatMap(({bands}) => bands), tables: spectra.flatMap(({tables}) => tables)}
}
