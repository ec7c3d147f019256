import {type Measurement, type Point, point} from '../../metrics/model.ts'
import {byteLimit, difference, SMALLEST_PACKET} from './difference.ts'
import type {Counter} from './metrics.ts'
import {type Interface, isUp} from './record.ts'
import type {Reading} from './source.ts'

const rate = (unit: string, help: string) => ({type: 'gauge', value: 'float', unit, help}) as const

/** What the table shows of two samples. The machine formats have the counters: there, rates are the database's job. */
export const ifstatRates = {
	name: 'ifstat',
	help: 'One network interface, between two samples.',
	tags: {
		device: 'Always ifstat.',
		source: 'The machine whose interface it is.',
		interface: 'Name of the interface.',
		alias: 'Name given to it with --alias.',
	},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether the interface is usable (operstate).'},
		rx_rate: rate('bit/s', 'Bits received a second.'),
		tx_rate: rate('bit/s', 'Bits sent a second.'),
		rx_packets: rate('/s', 'Packets received a second.'),
		tx_packets: rate('/s', 'Packets sent a second.'),
		rx_errors: rate('/s', 'Bad packets received a second.'),
		tx_errors: rate('/s', 'Packets that could not be sent a second.'),
		rx_dropped: rate('/s', 'Packets received and not processed a second.'),
		tx_dropped: rate('/s', 'Packets dropped on the way out a second.'),
	},
} as const satisfies Measurement

/** Rates of every interface of the later reading that the earlier one has too; what was reset has none. */
export function rates(previous: Reading, current: Reading, aliases: ReadonlyMap<string, string>): Point[] {
	const seconds = (current.at - previous.at) / 1000
	const restarted = (current.uptime ?? Number.POSITIVE_INFINITY) < (previous.uptime ?? 0)
	const before = new Map(previous.interfaces.map(one => [one.name, one]))
	return current.interfaces.map(one => {
		const tags = {interface: one.name, alias: aliases.get(one.name)}
		const old = before.get(one.name)
		const comparable = old !== undefined && !restarted && old.ifindex === one.ifindex && seconds > 0
		return point(ifstatRates, tags, {up: isUp(one), ...(comparable && ratesOf(old, one, seconds))})
	})
}

function ratesOf(previous: Interface, current: Interface, seconds: number) {
	const bytes = current.speed === undefined ? undefined : byteLimit(current.speed, seconds)
	const packets = bytes === undefined ? undefined : bytes / SMALLEST_PACKET
	const perSecond = (counter: Counter, limit: bigint | undefined, factor = 1): number | undefined => {
		const [from, to] = [previous.counters[counter], current.counters[counter]]
		const growth = from === undefined || to === undefined ? undefined : difference(from, to, limit)
		if (growth === undefined) return undefined
		const value = (Number(growth) * factor) / seconds
		return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
	}
	return {
		rx_rate: perSecond('rx_bytes', bytes, 8),
		tx_rate: perSecond('tx_bytes', bytes, 8),
		rx_packets: perSecond('rx_packets', packets),
		tx_packets: perSecond('tx_packets', packets),
		rx_errors: perSecond('rx_errors', packets),
		tx_errors: perSecond('tx_errors', packets),
		rx_dropped: perSecond('rx_dropped', packets),
		tx_dropped: perSecond('tx_dropped', packets),
	}
}
