import type {Review} from '../../devices/fc/review/review.ts'

const TITLES = ['exporter', 'interface', 'state', 'since', 'downtime_seconds', 'unobserved_seconds'] as const

/** A line per exporter (RFC 4180); times are Unix seconds. */
export function reportCsv({exporters}: Review): string {
	const rows = exporters.map(one => [
		one.exporter,
		one.interface ?? '',
		one.state,
		String(one.since ?? ''),
		String(one.downtime),
		String(one.unobserved),
	])
	return [TITLES, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

/** In quotes where it must be. What a spreadsheet would take for a formula becomes text. */
function cell(text: string): string {
	const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
	return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
