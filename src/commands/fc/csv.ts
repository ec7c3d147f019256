import type {Review} from '../../devices/fc/review/review.ts'
import {nameOf} from './words.ts'

const TITLES = [
	'exporter',
	'interface',
	'state',
	'since',
	'downtime_seconds',
	'unobserved_seconds',
	'went_down',
	'came_up',
] as const

/** A line per exporter (RFC 4180); times are Unix seconds, changes are counted as far back as the report tells them. */
export function reportCsv({exporters, changes}: Review): string {
	const counts = new Map<string, {down: number; up: number}>()
	for (const change of changes) {
		const count = counts.get(nameOf(change)) ?? {down: 0, up: 0}
		count[change.to]++
		counts.set(nameOf(change), count)
	}
	const rows = exporters.map(one => [
		one.exporter,
		one.interface ?? '',
		one.state,
		String(one.since ?? ''),
		String(one.downtime),
		String(one.unobserved),
		String(counts.get(nameOf(one))?.down ?? 0),
		String(counts.get(nameOf(one))?.up ?? 0),
	])
	return [TITLES, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

/** In quotes where it must be. What a spreadsheet would take for a formula becomes text. */
function cell(text: string): string {
	const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
	return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
