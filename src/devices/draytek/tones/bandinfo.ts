import type {Direction} from '../../xdsl/line.ts'
import {type Band, MAX_TONES} from '../../xdsl/spectrum.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import type {Reading} from '../reading.ts'

/** `vdsl status bandinfo`: after `US:` and `DS:` the bands of that direction, as `Limits=[ 870- 1205]` in tones. */
export function parseBandInfo(answer: string, question = 'vdsl status bandinfo'): Reading {
	const bands: Band[] = []
	let direction: Direction | undefined
	for (const match of answerLines(answer)
		.join('\n')
		.matchAll(/^[ \t]*(US|DS)[ \t]*:|limits\s*=\s*\[\s*(\d{1,5})\s*-\s*(\d{1,5})\s*\]/gim)) {
		if (match[1] !== undefined) direction = match[1].toUpperCase() === 'US' ? 'up' : 'down'
		else if (direction !== undefined) {
			const band = {direction, first: Number(match[2]), last: Number(match[3])}
			if (band.first < band.last && band.last < MAX_TONES) bands.push(band)
		}
	}
	if (bands.length === 0) throw unknownAnswer(question, 'Limits=[ 870- 1205]')
	return {spectrum: {bands, tables: []}}
}
