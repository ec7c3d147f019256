import type {FieldsOf} from '../../../metrics/model.ts'
import {isCgnat} from '../../wan/cgnat.ts'
import type {wan} from '../../wan/metrics.ts'
import {answerLines, unknownAnswer} from '../answer.ts'
import {clockTime, counter} from '../cells.ts'
import type {Reading} from '../reading.ts'

/** `wan status`: every connection that is configured. One without a mode or without a name is a free slot. */
export function parseWanStatus(answer: string): Reading {
	const records = split(answerLines(answer))
	if (records.length === 0) throw unknownAnswer('wan status', 'WAN1: Online')
	const wans = records.filter(({mode}) => mode !== '---')
	return {wans: wans.map(({name, isOnline, text}) => ({name, fields: fieldsOf(isOnline, text)}))}
}

interface WanRecord {
	name: string
	isOnline: boolean
	mode: string | undefined
	text: string
}

/** A record begins with `NAME: Online, stall=N` and ends with a blank line or the next. */
function split(lines: readonly string[]): WanRecord[] {
	const records = new Map<string, WanRecord>()
	let current: WanRecord | undefined
	for (const line of lines) {
		const [, name, state] = /^\s*([\w-]*)\s*:\s*(online|offline)\b/i.exec(line) ?? []
		if (name !== undefined) {
			const isOnline = state?.toLowerCase() === 'online'
			current = name === '' || records.has(name) ? undefined : {name, isOnline, mode: undefined, text: ''}
			if (current !== undefined) records.set(name, current)
		} else if (line.trim() === '') current = undefined
		else if (current !== undefined) {
			current.mode ??= /\bMode\s*:\s*([^,]+?)\s*(?:,|$)/i.exec(line)?.[1]
			current.text += `${line}\n`
		}
	}
	return [...records.values()]
}

function fieldsOf(up: boolean, text: string): FieldsOf<typeof wan> {
	const value = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1]
	const address = value(/(?:^|,)[ \t]*IP=(\d+\.\d+\.\d+\.\d+)\b/im)
	const ipv4 = address === '0.0.0.0' ? undefined : address
	return {
		up,
		...(ipv4 !== undefined && isCgnat(ipv4) !== undefined && {ipv4, cgnat: isCgnat(ipv4)}),
		...(up && {uptime_seconds: clockTime(value(/\bUp Time=([\d:]+)/i))}),
		rx_packets: counter(value(/\bRX Packets=(-?\d+)\b/i)),
		tx_packets: counter(value(/\bTX Packets=(-?\d+)\b/i)),
	}
}
