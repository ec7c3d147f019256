import type {Direction} from '../../xdsl/line.ts'
import {MAX_TONES, type ToneQuantity, type ToneTable} from '../../xdsl/spectrum.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import type {Reading} from '../reading.ts'

/** The numbers that stand for "not measured", by quantity: the lowest each can have in G.997.1. */
const INVALID = {snr_db: -32.5, qln_dbm_hz: -150, hlog_db: -96.3} as const

/**
 * `vdsl status snr`, `qln` and `hlog`: `GroupSize : <up> <down>`, then after `US:` and `DS:` lines like `bin=  40: v, v, v,`.
 * The number behind `bin=` counts groups of tones, not tones.
 */
export function parseToneGroups(
	answer: string,
	quantity: Exclude<ToneQuantity, 'bits'>,
	question = 'vdsl status',
): Reading {
	const lines = answerLines(answer)
	const size = /GroupSize\s*:\s*(\d{1,3})\s+(\d{1,3})\b/i.exec(lines.join('\n'))
	const values: Record<Direction, (number | undefined)[]> = {down: [], up: []}
	let direction: Direction | undefined
	for (const line of lines) {
		const heading = /^\s*(US|DS)\s*:/i.exec(line)?.[1]?.toUpperCase()
		if (heading !== undefined) direction = heading === 'US' ? 'up' : 'down'
		const match = /bin\s*=\s*(\d{1,4})\s*:(.*)$/i.exec(line)
		if (match === null || direction === undefined) continue
		for (const [offset, cell] of (match[2] ?? '').split(',').entries()) {
			const group = Number(match[1]) + offset
			if (group >= MAX_TONES) break
			values[direction][group] ??= measured(cell, INVALID[quantity])
		}
	}
	const tables = [
		table('up', quantity, size?.[1], values.up),
		table('down', quantity, size?.[2], values.down),
	]
	const found = tables.filter(one => one !== undefined)
	if (found.length === 0) throw unknownAnswer(question, 'GroupSize')
	return {spectrum: {bands: [], tables: found}}
}

function measured(cell: string, invalid: number): number | undefined {
	const text = cell.trim()
	if (!/^-?\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined
	const value = Number(text)
	return value <= invalid ? undefined : value
}

/** A table, if the size of its groups is known: without it the values have no place. */
function table(
	direction: Direction,
	quantity: ToneQuantity,
	size: string | undefined,
	values: readonly (number | undefined)[],
): ToneTable | undefined {
	const groupSize = Number(size ?? 0)
	if (groupSize === 0 || !values.some(value => value !== undefined)) return undefined
	return {direction, quantity, groupSize, values: [...values]}
}
