import {kindOf} from '../../events/kinds.ts'
import type {Message} from '../target.ts'

/** Who sends. */
export interface Sender {
	readonly host: string
	readonly pid: number
	/** 0 to 23. */
	readonly facility: number
}

/** RFC 5424, section 6.2.1. */
const SEVERITY = {error: 3, warning: 4, notice: 5} as const
/** Identifiers that log servers already filter on; the others are the kind in upper case. */
const MESSAGE_IDS: Readonly<Record<string, string>> = {exporter_down: 'FCDOWN', exporter_up: 'FCUP'}

/** A message of RFC 5424. Its time is the one of the event, and what is known of it stands in its structured data. */
export function rfc5424(message: Message, {host, pid, facility}: Sender): string {
	const {kind, text, time} = message
	const head = [
		`<${priority(kind, facility)}>1`,
		new Date(time).toISOString(),
		header(host, 255),
		'linestat',
		pid,
		header(MESSAGE_IDS[kind] ?? kind.toUpperCase(), 32),
	].join(' ')
	const line = oneLine(text)
	// A byte order mark says that the rest is UTF-8; ASCII needs none.
	const bom = /^[\x20-\x7e]*$/.test(line) ? '' : '\ufeff'
	return `${head} ${structuredData(message)} ${bom}${line}`
}

/** A message of RFC 3164, for old servers: local time, no year, nothing but words. */
export function rfc3164({kind, text, time}: Message, {host, pid, facility}: Sender): string {
	const date = new Date(time)
	const two = (number: number) => String(number).padStart(2, '0')
	const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
	const stamp = `${MONTHS[date.getMonth()]} ${String(date.getDate()).padStart(2)} ${clock}`
	return `<${priority(kind, facility)}>${stamp} ${header(host.split('.')[0] ?? '', 255)} linestat[${pid}]: ${oneLine(text)}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const priority = (kind: string, facility: number): number => facility * 8 + SEVERITY[kindOf(kind).severity]

/** 32473 is the enterprise number that is reserved for documentation (RFC 5612): linestat has none. */
function structuredData({kind, count, events}: Message): string {
	const [event] = events
	if (kind === 'storm' || event === undefined) return `[linestat@32473 kind="${kind}" count="${count}"]`
	const {device, source, subject, from, to, details} = event
	const parameters = {kind, device, source, ...subject, from, to, ...details}
	const pairs = Object.entries(parameters).flatMap(([name, value]) =>
		value === undefined ? [] : [` ${name.slice(0, 32)}="${escaped(value)}"`],
	)
	return `[${header(device, 20)}@32473${pairs.join('')}]`
}

/** Longer values are cut, so that a datagram holds all of them: one that ends within them cannot be read. */
const LONGEST_VALUE = 200

function escaped(value: string): string {
	const line = oneLine(value)
	const cut = line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE).toWellFormed()}…` : line
	return cut.replace(/["\\\]]/g, '\\$&')
}

/** A field of the header: printable ASCII without blanks, or "-". */
const header = (text: string, length: number): string => text.replace(/[^!-~]/g, '').slice(0, length) || '-'

const oneLine = (text: string): string => text.toWellFormed().replace(/[\u0000-\u001f\u007f]+/g, ' ')
