import {ALL_COUNTERS, type Counter} from './metrics.ts'
import type {Interface, Snapshot} from './record.ts'

/**
 * Reads what `grep -H "" ./IF/FILE ./IF/statistics/FILE` prints within /sys/class/net: one file a line, as
 * `./eth0/mtu:1500` and `./eth0/statistics/rx_bytes:4200`. A line in front as /proc/uptime has it ("12.34 5.67") is
 * taken too; all other lines are noise of the shell. The local source writes the same text, so that both share this parser.
 *
 * An interface without ifindex, rx_bytes or tx_bytes vanished while it was read, or is none (`bonding_masters`).
 */
export function parseSysfs(text: string): Snapshot {
	const files = new Map<string, Map<string, string>>()
	let uptime: number | undefined
	for (const line of text.split('\n')) {
		// Neither a name nor a path contains a colon.
		const colon = line.indexOf(':')
		if (line.startsWith('./') && colon > 0) {
			const slash = line.indexOf('/', 2)
			if (slash < 0 || slash > colon) continue
			const name = line.slice(2, slash)
			const own = files.get(name) ?? new Map<string, string>()
			if (own.size === 0) files.set(name, own)
			own.set(line.slice(slash + 1, colon), line.slice(colon + 1).trim())
		} else if (uptime === undefined && /^\d+\.\d\d /.test(line)) uptime = Number.parseFloat(line)
	}
	const interfaces = [...files].map(([name, own]) => toInterface(name, own)).filter(one => one !== undefined)
	return uptime === undefined ? {interfaces} : {interfaces, uptime}
}

function toInterface(name: string, files: ReadonlyMap<string, string>): Interface | undefined {
	const ifindex = decimal(files.get('ifindex'))
	const counters: Partial<Record<Counter, bigint>> = {}
	for (const counter of ALL_COUNTERS) {
		const value = unsigned(files.get(`statistics/${counter}`))
		if (value !== undefined) counters[counter] = value
	}
	if (ifindex === undefined || counters.rx_bytes === undefined || counters.tx_bytes === undefined) return
	return dropUndefined({
		name,
		ifindex,
		operstate: word(files.get('operstate')),
		carrier: bit(files.get('carrier')),
		flags: hexadecimal(files.get('flags')),
		carrierChanges: unsigned(files.get('carrier_changes')),
		speed: speed(files.get('speed')),
		mtu: decimal(files.get('mtu')),
		counters,
	})
}

/** Drivers say "unknown" as -1, 0, 65535 (16 bit) or 4294967295 (32 bit). */
function speed(text: string | undefined): number | undefined {
	const value = decimal(text)
	return value === 0 || value === 65_535 || value === 4_294_967_295 ? undefined : value
}

/** A counter; undefined for anything but an unsigned decimal. */
export function unsigned(text: string | undefined): bigint | undefined {
	return text !== undefined && /^\d{1,20}$/.test(text) ? BigInt(text) : undefined
}

const decimal = (text: string | undefined): number | undefined =>
	text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined

const hexadecimal = (text: string | undefined): number | undefined =>
	text !== undefined && /^0x[\da-f]{1,8}$/i.test(text) ? Number(text) : undefined

const word = (text: string | undefined): string | undefined =>
	text !== undefined && /^[a-z]+$/.test(text) ? text : undefined

const bit = (text: string | undefined): boolean | undefined =>
	text === '1' ? true : text === '0' ? false : undefined

type Present<T> = {[K in keyof T]: Exclude<T[K], undefined>}

function dropUndefined<T extends object>(record: T): Present<T> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Present<T>
}
