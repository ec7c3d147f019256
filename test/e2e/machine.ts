import {sysfsTree} from '../sysfs.ts'

const COUNTERS = ['bytes', 'packets', 'errors', 'dropped'].flatMap(name => [`rx_${name}`, `tx_${name}`])

/** Names that the kernel accepts and that some format or shell gives a meaning to. */
export const NASTY_NAMES = ['eth0', 'eth0.10', 'a,b=c', 'it\'s"$x', '$(id)', '*', '-rf', 'a\\b']

/**
 * /sys and /proc of a machine with these interfaces, for HOST_SYS and HOST_PROC. Their byte counters are beyond what a
 * floating point number holds exactly.
 */
export function machine(names: readonly string[] = NASTY_NAMES): ReturnType<typeof sysfsTree> {
	const lines = names.flatMap((name, index) => [
		`./${name}/ifindex:${index + 1}`,
		`./${name}/flags:0x1003`,
		`./${name}/mtu:1500`,
		`./${name}/operstate:up`,
		`./${name}/carrier_changes:${index}`,
		`./${name}/speed:1000`,
		`./${name}/duplex:full`,
		...COUNTERS.map(counter => `./${name}/statistics/${counter}:${value(counter, index)}`),
	])
	return sysfsTree(lines.join('\n'))
}

function value(counter: string, index: number): bigint {
	return counter.endsWith('_bytes') ? 2n ** 53n + 1n + BigInt(index) : BigInt(index)
}
