import {type Json, type JsonObject, list, object, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxDhcp, freeboxLease, freeboxLeaseCount} from '../metrics/lan.ts'
import {amount, bit, instant} from './values.ts'

/** `dhcp/config/` */
export function readDhcp(result: Json): Point[] {
	const config = object(result)
	const servers = list(config.dns).map(text)
	const tags = {
		dhcp_gateway: text(config.gateway),
		dhcp_ip_range_start: text(config.ip_range_start),
		dhcp_ip_range_end: text(config.ip_range_end),
		dhcp_netmask: text(config.netmask),
		dhcp_dns: servers.filter(server => server !== undefined).join(',') || undefined,
	}
	return [
		point(freeboxDhcp, tags, {
			dhcp_enabled: bit(config.enabled),
			dhcp_sticky_assign: bit(config.sticky_assign),
			dhcp_always_broadcast: bit(config.always_broadcast),
		}),
	]
}

/** `dhcp/dynamic_lease/`; `count` is how many there are, which may be more than are printed. */
export function readLeases(leases: readonly JsonObject[], count: number): Point[] {
	return [
		point(freeboxLeaseCount, {}, {dhcp_lease_count: count}),
		...leases.map(lease => {
			const host = object(lease.host)
			const tags = {
				client_mac: text(lease.mac),
				client_hostname: text(lease.hostname),
				client_ip: text(lease.ip),
				client_primary_name: text(host.primary_name),
			}
			return point(freeboxLease, tags, {
				dhcp_lease_static: bit(lease.is_static),
				dhcp_lease_refresh_time: instant(lease.refresh_time),
				dhcp_lease_assign_time: instant(lease.assign_time),
				dhcp_lease_remaining_time: amount(lease.lease_remaining),
				dhcp_lease_active: bit(host.active),
				dhcp_lease_reachable: bit(host.reachable),
				dhcp_lease_last_time_reachable: instant(host.last_time_reachable),
			})
		}),
	]
}
