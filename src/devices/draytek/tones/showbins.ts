import type {Direction} from '../../xdsl/line.ts'
import {MAX_TONES} from '../../xdsl/spectrum.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import type {Reading} from '../reading.ts'

/**
 * `vdsl showbins` (downstream) and `vdsl showbins up`: four tones to a line, each with its index, SNR in dB, gain in 0.1 dB
 * and bits. The gain is not read.
 *
 * The SNR column is per tone on ADSL, but on VDSL2 per group of tones, squeezed to the front of the table. How many tones
 * make a group is not printed: it follows from where the last SNR and the last loaded tone stand.
 */
export function parseShowBins(answer: string, direction: Direction, question = 'vdsl showbins'): Reading {
	const bits: (number | undefined)[] = []
	const snr: (number | undefined)[] = []
	for (const line of answerLines(answer)) {
		if (!line.includes('*')) continue
		for (const cell of line.split('*')) {
			const match = /^\s*(\d{1,4})\s+(-?\d{1,3})\s+-?\d{1,3}\s+(\d{1,2})\s*$/.exec(cell)
			const tone = Number(match?.[1] ?? MAX_TONES)
			if (match === null || tone >= MAX_TONES || bits[tone] !== undefined) continue
			bits[tone] = Number(match[3])
			const ratio = Number(match[2])
			// 0 and -32 stand for no value.
			if (ratio !== 0 && ratio !== -32) snr[tone] = ratio
		}
	}
	if (bits.length === 0) throw unknownAnswer(question, '0    0    0  0 *')
	const lastLoaded = bits.findLastIndex(value => value !== undefined && value > 0)
	const groupSize = [1, 2, 4, 8].find(size => snr.length * size > lastLoaded) ?? 8
	const tables = [
		{direction, quantity: 'bits', groupSize: 1, values: [...bits]},
		{direction, quantity: 'snr_db', groupSize, values: [...snr]},
	] as const
	return {spectrum: {bands: [], tables: tables.filter(({values}) => values.length > 0)}}
}
