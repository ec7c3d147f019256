import type {Direction} from '../../xdsl/line.ts'
import {MAX_TONES, type ToneTable} from '../../xdsl/spectrum.ts'
import {answerText, unknownAnswer} from '../answer.ts'
import type {Reading} from '../reading.ts'

/**
 * `show all` in the menu `Monitoring_DSL_Tone` of DrayOS 5: rows `up` and `down` whose `data` is JSON within a text, a list
 * of `{"x": tone, "y": bits}`.
 */
export function parseToneTable(answer: string): Reading {
	const text = answerText(answer).replaceAll('\\"', '"')
	const tables: ToneTable[] = []
	for (const part of text.split(/(?="Name"\s*:)/)) {
		const name = /^"Name"\s*:\s*"(up|down)"/i.exec(part)?.[1]?.toLowerCase()
		if (name === undefined) continue
		const values = bitsOf(part)
		if (values.length > 0) tables.push({direction: name as Direction, quantity: 'bits', groupSize: 1, values})
	}
	if (tables.length === 0) throw unknownAnswer('show all', 'Tone_Table')
	return {spectrum: {bands: [], tables}}
}

/** G.993.2 loads at most 15 bits on a tone: a larger number is something else. */
function bitsOf(text: string): (number | undefined)[] {
	const values: (number | undefined)[] = []
	for (const [, x, y] of text.matchAll(/"x"\s*:\s*(\d{1,4})\s*,\s*"y"\s*:\s*(\d{1,2})\s*\}/g)) {
		const tone = Number(x)
		if (tone < MAX_TONES && Number(y) <= 15) values[tone] ??= Number(y)
	}
	return [...values]
}
