import {createHmac} from 'node:crypto'
import type {FieldValue, Point} from '../../metrics/model.ts'

/** Tags and fields that name a person, a machine or a place. */
const PRIVATE = new Set([
	'hw_mac',
	'hw_serial',
	'mac',
	'bssid',
	'ssid',
	'hostname',
	'access_point',
	'sfp_serial',
	'hdd_serial',
	'sim_iccid',
	'lte_radio_gcid',
	'partition_label',
	'partition_path',
	'label',
	'main_storage',
	'wifi_station',
	'wifi_station_mac',
	'wifi_station_bssid',
	'wifi_station_hostname',
	'client_mac',
	'client_hostname',
	'client_primary_name',
	'lan_mac_address',
	'lan_id',
	'lan_primary_name',
	'phone_number',
	'call_phone_number',
	'call_number',
	'call_name',
	'call_contact_id',
	'vm_name',
	'vm_mac',
	'vm_disk_path',
	'vm_cd_path',
	'vm_cloudinit_hostname',
	'conn_user',
	'ivc_username',
	'ivc_description',
	'ivc_remote_host',
	'active_vpn_description',
	'ipv4_domain',
])

/** Tags and fields that hold an address, which is private where it is reachable from the internet or tells a MAC address. */
const ADDRESSES = new Set([
	'remote_ip',
	'wan_ipv4',
	'wan_ipv6',
	'ipv4',
	'ipv6',
	'lte_net_ipv4',
	'lte_net_ipv6',
	'lan_ipv4',
	'lan_ipv6',
	'client_ip',
	'conn_src_ip',
	'conn_local_ip',
	'ipv4_gateway',
	'vpn_ip_start',
	'vpn_ip_end',
	'vpn_ip6_start',
	'vpn_ip6_end',
])

/** An IPv6 address that a machine has made of its MAC address (RFC 4291, appendix A), also a local one. */
const OF_MAC = /ff:fe[\da-f]{2}:[\da-f]{1,4}$/i

/** RFC 1918, RFC 6598, link-local and loopback; IPv6 unique local and link-local. */
const LOCAL =
	/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|127\.|f[cd]|fe[89ab]|::1$)/i

/**
 * Replaces what is private by hashes that stay the same from poll to poll. The key makes it impossible to find a telephone
 * number by trying all of them. The serial number of the box goes altogether.
 */
export function anonymizer(key: string): (point: Point) => Point {
	const known = new Map<string, string>()
	const hash = (value: string): string => {
		const found = known.get(value) ?? createHmac('sha256', key).update(value).digest('hex').slice(0, 12)
		known.set(value, found)
		return found
	}
	const replace = <T extends FieldValue>(name: string, value: T): T | string => {
		const text = String(value)
		if (PRIVATE.has(name)) return hash(text)
		return ADDRESSES.has(name) && (!LOCAL.test(text) || OF_MAC.test(text)) ? hash(text) : value
	}
	return point => {
		const tags = Object.entries(point.tags).map(([name, value]) => [name, replace(name, value)] as const)
		const fields = Object.entries(point.fields)
			.filter(([name]) => name !== 'serial' && name !== 'call_contact_id')
			.map(([name, value]) => [name, typeof value === 'string' ? replace(name, value) : value] as const)
		return {...point, tags: Object.fromEntries(tags), fields: Object.fromEntries(fields)}
	}
}
