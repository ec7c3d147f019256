import {type Point, point} from '../../metrics/model.ts'
import {ifstat} from '../ifstat/metrics.ts'
import {isCgnat} from '../wan/cgnat.ts'
import {wan, wanGateway} from '../wan/metrics.ts'
import {pfInterface} from './metrics.ts'
import type {Gateway, Interface} from './record.ts'

/** The address of a WAN connection as it is seen from outside. */
export interface Outside {
	readonly address: string
	/** Whether it differed in the poll before, too: for a moment it does after every change. */
	readonly isConfirmed: boolean
}

export function interfacePoints(one: Interface): Point[] {
	const {name, description, state, port, mtu, counters, blocked = {}} = one
	const shared = point(
		ifstat,
		{interface: name, alias: description},
		{
			up: isUp(one),
			mtu_bytes: mtu,
			rx_bytes: counters.rxBytes,
			rx_packets: counters.rxPackets,
			rx_errors: counters.rxErrors,
			rx_dropped: counters.rxDropped,
			tx_bytes: counters.txBytes,
			tx_packets: counters.txPackets,
			tx_errors: counters.txErrors,
			collisions: counters.collisions,
		},
	)
	const own = point(
		pfInterface,
		{interface: name},
		{
			state,
			port,
			rx_blocked_bytes: blocked.rxBytes,
			rx_blocked_packets: blocked.rxPackets,
			tx_blocked_bytes: blocked.txBytes,
			tx_blocked_packets: blocked.txPackets,
		},
	)
	return [shared, own]
}

export function wanPoint(one: Interface, outside?: Outside): Point {
	const {name, media, counters, isLinked} = one
	const isPortUp = isUp(one)
	const up = isPortUp === undefined ? undefined : isPortUp && isLinked !== false
	// What is left of a connection that is down is of no use to anybody.
	const {ipv4, ipv6, uptimeSeconds}: Partial<Interface> = up === false ? {} : one
	return point(
		wan,
		{interface: name},
		{
			up,
			ipv4,
			ipv6,
			public_ipv4: ipv4 === undefined ? undefined : outside?.address,
			cgnat: ipv4 === undefined ? undefined : cgnatOf(ipv4, outside),
			media,
			uptime_seconds: uptimeSeconds,
			rx_bytes: counters.rxBytes,
			rx_packets: counters.rxPackets,
			rx_errors: counters.rxErrors,
			tx_bytes: counters.txBytes,
			tx_packets: counters.txPackets,
			tx_errors: counters.txErrors,
		},
	)
}

export function gatewayPoint({name, isUp, state, address, monitor, ...quality}: Gateway): Point {
	return point(
		wanGateway,
		{gateway: name},
		{
			up: isUp,
			state,
			address,
			monitor,
			rtt_seconds: quality.rttSeconds,
			rtt_stddev_seconds: quality.rttStddevSeconds,
			loss_ratio: quality.lossRatio,
		},
	)
}

/** Another address outside counts when it is confirmed; until then it is open whether there is a NAT. */
function cgnatOf(ipv4: string, outside: Outside | undefined): boolean | undefined {
	const byRange = isCgnat(ipv4)
	if (byRange !== false || !isCgnat(ipv4, outside?.address)) return byRange
	return outside?.isConfirmed ? true : undefined
}

/** `associated` is Wi-Fi with a partner. */
function isUp({state}: Interface): boolean | undefined {
	return state === undefined ? undefined : state === 'up' || state === 'associated'
}
