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
	const found = new Map<string, Found>()
	let uptime: number | undefined
	for (let start = 0, end = 0; end >= 0; start = end + 1) {
		end = text.indexOf('\n', start)
		const line = end < 0 ? text.slice(start) : text.slice(start, end)
		// Neither a name nor a path contains a colon.
		const colon = line.indexOf(':')
		if (line.startsWith('./') && colon > 0) {
			const slash = line.indexOf('/', 2)
			if (slash < 0 || slash > colon) continue
			const name = line.slice(2, slash)
			const one = found.get(name) ?? {name, counters: {}}
			found.set(name, one)
			take(one, line.slice(slash + 1, colon), line.slice(colon + 1).trim())
		} else if (uptime === undefined && /^\d+\.\d\d /.test(line)) uptime = Number.parseFloat(line)
	}
	const interfaces = [...found.values()].filter(isInterface)
	return uptime === undefined ? {interfaces} : {interfaces, uptime}
}

type Mutable<T> = {-readonly [K in keyof T]: T[K]}

/** An interface as far as it has been read. */
type Found = Mutable<Omit<Interface, 'counters'>> & {counters: Partial<Record<Counter, bigint>>}

const isInterface = ({ifindex, counters}: Found): boolean =>
	ifindex !== undefined && counters.rx_bytes !== undefined && counters.tx_bytes !== undefined

const KNOWN_COUNTERS: ReadonlySet<string> = new Set(ALL_COUNTERS)
const isCounter = (name: string): name is Counter => KNOWN_COUNTERS.has(name)

const STATISTICS = 'statistics/'

/** Takes one file; what is not in the form that the kernel writes is left out. */
function take(one: Found, file: string, text: string): void {
	if (file.startsWith(STATISTICS)) {
		const counter = file.slice(STATISTICS.length)
		if (isCounter(counter)) put(one.counters, counter, unsigned(text))
	} else if (file === 'ifindex') put(one, 'ifindex', decimal(text))
	else if (file === 'operstate') put(one, 'operstate', word(text))
	else if (file === 'carrier') put(one, 'carrier', bit(text))
	else if (file === 'flags') put(one, 'flags', hexadecimal(text))
	else if (file === 'carrier_changes') put(one, 'carrierChanges', unsigned(text))
	else if (file === 'speed') put(one, 'speed', speed(text))
	else if (file === 'mtu') put(one, 'mtu', decimal(text))
}

function put<T, K extends keyof T>(record: T, key: K, value: T[K] | undefined): void {
	if (value !== undefined) record[key] = value
}

/** Drivers say "unknown" as -1, 0, 65535 (16 bit) or 4294967295 (32 bit). */
function speed(text: string): number | undefined {
	const value = decimal(text)
	return value === 0 || value === 65_535 || value === 4_294_967_295 ? undefined : value
}

/** A counter; undefined for anything but an unsigned decimal. */
export function unsigned(text: string): bigint | undefined {
	return /^\d{1,20}$/.test(text) ? BigInt(text) : undefined
}

const decimal = (text: string): number | undefined => (/^\d{1,10}$/.test(text) ? Number(text) : undefined)

const hexadecimal = (text: string): number | undefined =>
	/^0x[\da-f]{1,8}$/i.test(text) ? Number(text) : undefined

const word = (text: string): string | undefined => (/^[a-z]+$/.test(text) ? text : undefined)

const bit = (text: string): boolean | undefined => (text === '1' ? true : text === '0' ? false : undefined)
