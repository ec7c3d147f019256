import {expect, it} from 'vitest'
import {bandBins, type Spectrum, toneBins} from '../../../../src/devices/xdsl/spectrum.ts'

const spectrum: Spectrum = {
	bands: [
		{direction: 'down', first: 4, last: 7},
		{direction: 'up', first: 0, last: 3},
		{direction: 'up', first: 8, last: 11},
	],
	tables: [
		{direction: 'down', quantity: 'bits', groupSize: 1, values: [0, 0, 0, 0, 9, 10, 0, 11]},
		{direction: 'down', quantity: 'snr_db', groupSize: 4, values: [undefined, 30]},
		{direction: 'down', quantity: 'snr_db', groupSize: 2, values: [undefined, undefined, 40, 41.5]},
		{direction: 'up', quantity: 'bits', groupSize: 1, values: [2, 3]},
	],
}

it('sums bits and takes the mean of the rest over each band, named as in G.993.2', () => {
	expect(bandBins(spectrum)).toEqual([
		{direction: 'down', band: 'D1', fields: {bits: 30, loaded_tones: 3, snr_db: 40.75}},
		{direction: 'up', band: 'U0', fields: {bits: 5, loaded_tones: 2}},
	])
})

it('begins upstream with U1 where no upstream band lies below the first downstream band', () => {
	const bands = spectrum.bands.filter(({first}) => first > 0)
	const tables = [{direction: 'up', quantity: 'bits', groupSize: 1, values: Array(12).fill(1)}] as const
	expect(bandBins({bands, tables}).map(({band}) => band)).toEqual(['U1'])
})

it('prints every tone that has a value, a group at each of its tones', () => {
	expect(toneBins(spectrum).slice(4, 9)).toEqual([
		{direction: 'down', tone: 4, fields: {bits: 9, snr_db: 40}},
		{direction: 'down', tone: 5, fields: {bits: 10, snr_db: 40}},
		{direction: 'down', tone: 6, fields: {bits: 0, snr_db: 41.5}},
		{direction: 'down', tone: 7, fields: {bits: 11, snr_db: 41.5}},
		{direction: 'up', tone: 0, fields: {bits: 2}},
	])
})
