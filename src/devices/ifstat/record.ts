import {type Point, point} from '../../metrics/model.ts'
import {type Counter, ifstat} from './metrics.ts'

/** One interface, whatever the source. What could not be read is absent. */
export interface Interface {
	readonly name: string
	/** Changes when an interface comes back under its old name, with counters from zero. */
	readonly ifindex?: number
	/** RFC 2863: up, down, unknown, dormant, testing, lowerlayerdown, notpresent. */
	readonly operstate?: string
	readonly carrier?: boolean
	/** The kernel's interface flags; bit 0 is IFF_UP. */
	readonly flags?: number
	readonly carrierChanges?: bigint
	/** Mbit/s. */
	readonly speed?: number
	/** Bytes. */
	readonly mtu?: number
	/** Unsigned 64 bit, by file name of `statistics/`. */
	readonly counters: Readonly<Partial<Record<Counter, bigint>>>
}

/** All interfaces of one machine at one instant. */
export interface Snapshot {
	readonly interfaces: readonly Interface[]
	/** Seconds since the machine was started, where the source tells. */
	readonly uptime?: number
}

/** The point of one interface. */
export function interfacePoint(one: Interface, alias?: string): Point {
	return point(
		ifstat,
		{interface: one.name, alias},
		{
			...one.counters,
			up: isUp(one),
			carrier_changes: one.carrierChanges,
			speed_bps: one.speed === undefined ? undefined : one.speed * 1_000_000,
			mtu_bytes: one.mtu,
		},
	)
}

/**
 * Loopback, TUN and many tunnels never report more than `unknown`, so that counts as up where the interface is switched on
 * and not known to lack a carrier.
 */
export function isUp({operstate, flags, carrier}: Interface): boolean | undefined {
	if (operstate === undefined) return undefined
	if (operstate !== 'unknown') return operstate === 'up'
	return flags !== undefined && (flags & 1) === 1 && carrier !== false
}
