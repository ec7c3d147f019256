import {type Point, point} from '../../metrics/model.ts'
import {router} from '../router/metrics.ts'
import {wan} from '../wan/metrics.ts'
import {mergeLines} from '../xdsl/merge.ts'
import {xdslPoints} from '../xdsl/points.ts'
import {bandBins, type Spectrum, toneBins} from '../xdsl/spectrum.ts'
import type {Reading} from './reading.ts'

/** One reading of several, in the order in which they were read: a later value replaces an earlier one. */
export function mergeReadings(readings: readonly Reading[]): Reading {
	const wans = readings.flatMap(reading => reading.wans ?? [])
	return {
		dsl: mergeLines(readings.flatMap(reading => reading.dsl ?? [])),
		...(wans.length > 0 && {wans}),
		router: Object.assign({}, ...readings.map(reading => reading.router)),
		spectrum: mergeSpectra(readings.flatMap(reading => reading.spectrum ?? [])),
	}
}

/** All points of a poll. `bins` says how the tones are printed, if they were asked for. */
export function draytekPoints(readings: readonly Reading[], bins: 'band' | 'tones' = 'band'): Point[] {
	const {dsl = {}, wans = [], router: box = {}, spectrum = {bands: [], tables: []}} = mergeReadings(readings)
	const points = xdslPoints({...dsl, bins: bins === 'tones' ? toneBins(spectrum) : bandBins(spectrum)})
	for (const {name, fields} of wans) points.push(point(wan, {interface: name}, fields))
	const boxPoint = point(router, {}, box)
	return Object.keys(boxPoint.fields).length > 0 ? [...points, boxPoint] : points
}

function mergeSpectra(spectra: readonly Spectrum[]): Spectrum {
	return {
		bands: spectra.flatMap(({bands}) => bands),
		tables: spectra.flatMap(({tables}) => tables),
	}
}
