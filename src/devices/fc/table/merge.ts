import type {Sighting} from '../rules/judge.ts'
import type {Parameters} from '../rules/parameters.ts'
import type {Reading} from './parse.ts'

/** A good read and the bit of its collector. */
export interface CollectorReading {
	readonly bit: number
	readonly reading: Reading
}

/** The name of an exporter, or of one interface of it, among all others. */
export const keyOf = (exporter: string, netInterface: string | undefined): string =>
	netInterface === undefined ? exporter : `${exporter}\t${netInterface}`

type Sum = {-readonly [K in keyof Sighting]: Sighting[K]}

/** Adds up what the collectors say, and rows of one file that have the same key. */
export function merge(
	readings: readonly CollectorReading[],
	parameters: Pick<Parameters, 'quietGrace' | 'neverActive'>,
): Map<string, Sighting> {
	const sums = new Map<string, Sum>()
	for (const {bit, reading} of readings) {
		const newest = newestOf(reading.lastActive)
		const hasInterfaces = reading.interfaces.length > 0
		for (const [index, exporter] of reading.exporters.entries()) {
			const bps = reading.bps[index] ?? 0
			const lastActive = reading.lastActive[index] ?? Number.NaN
			const isQuiet =
				parameters.quietGrace > 0 && lastActive > 0 && newest - lastActive <= parameters.quietGrace
			const isIgnored = parameters.neverActive === 'ignore' && lastActive === 0 && bps === 0
			add(sums, exporter, hasInterfaces ? reading.interfaces[index] : undefined, {
				bit,
				bps,
				maxBps: reading.maxBps[index] ?? Number.NaN,
				avgBps: reading.avgBps[index] ?? Number.NaN,
				isUp: bps > 0 || isQuiet,
				isIgnored,
			})
		}
	}
	return sums
}

interface Row {
	readonly bit: number
	readonly bps: number
	readonly maxBps: number
	readonly avgBps: number
	readonly isUp: boolean
	readonly isIgnored: boolean
}

function add(sums: Map<string, Sum>, exporter: string, netInterface: string | undefined, row: Row): void {
	const key = keyOf(exporter, netInterface)
	let sum = sums.get(key)
	if (sum === undefined) {
		sum = {
			exporter,
			interface: netInterface,
			bps: 0,
			maxBps: undefined,
			avgBps: undefined,
			collectors: 0,
			seen: 0,
			listed: 0,
			positive: 0,
			isIgnored: true,
		}
		sums.set(key, sum)
	}
	if ((sum.seen & row.bit) === 0) sum.collectors++
	sum.seen |= row.bit
	sum.bps += row.bps
	if (!Number.isNaN(row.maxBps)) sum.maxBps = Math.max(sum.maxBps ?? 0, row.maxBps)
	if (!Number.isNaN(row.avgBps)) sum.avgBps = (sum.avgBps ?? 0) + row.avgBps
	if (row.isUp) sum.positive |= row.bit
	if (row.isIgnored) return
	sum.listed |= row.bit
	sum.isIgnored = false
}

function newestOf(times: readonly number[]): number {
	let newest = 0
	for (const time of times) if (time > newest) newest = time
	return newest
}
