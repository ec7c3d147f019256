import {counter, flag, type Json, type JsonObject, number, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxHost, freeboxHosts, freeboxLanHost, freeboxLanInterface} from '../metrics/lan.ts'
import {clean} from './clean.ts'
import {amount, bit, bitsPerSecond, identity, instant} from './values.ts'

/** Names of the interfaces of `lan/browser/interfaces/` that have machines, of which `lan/browser/<name>/` can be asked. */
export function interfacesOf(result: Json): string[] {
	return objects(result)
		.filter(one => counter(one.host_count) !== 0n)
		.map(one => text(one.name))
		.filter(name => name !== undefined)
}

/** `lan/browser/interfaces/` */
export function readInterfaces(result: Json): Point[] {
	return objects(result).map(one =>
		point(freeboxLanInterface, {lan_iface: text(one.name)}, {lanhost_count: amount(one.host_count)}),
	)
}

/** All of `lan/browser/<interface>/`, counted. */
export function countHosts(hosts: readonly JsonObject[], iface: string): Point {
	return point(
		freeboxHosts,
		{interface: iface},
		{
			known: hosts.length,
			active: hosts.filter(host => flag(host.active)).length,
			reachable: hosts.filter(host => flag(host.reachable)).length,
		},
	)
}

/** `lan/browser/<interface>/`, machine by machine. */
export function readHosts(hosts: readonly JsonObject[], iface: string): Point[] {
	return hosts.flatMap(host => {
		const behind = object(host.access_point)
		return Object.keys(behind).length === 0
			? [oldHost(host, iface)]
			: [oldHost(host, iface), hostBehind(host, behind, iface)]
	})
}

function oldHost(host: JsonObject, iface: string): Point {
	const [ipv4, ipv6] = [addressOf(host, 'ipv4'), addressOf(host, 'ipv6')]
	const mac = macOf(host)
	const tags = {
		lan_type: text(host.host_type)?.toLowerCase(),
		lan_primary_name: text(host.primary_name),
		lan_vendor: clean(text(host.vendor_name), 12),
		lan_mac_address: mac,
		lan_id: mac === undefined ? identity(host.id) : undefined,
		lan_iface: iface,
		lan_ipv4: ipv4.address,
		lan_ipv6: ipv6.address,
	}
	return point(freeboxLanHost, tags, {
		lanhost_reachable: bit(host.reachable),
		lanhost_first_activity: instant(host.first_activity),
		lanhost_last_activity: instant(host.last_activity),
		lanhost_last_time_reachable: instant(host.last_time_reachable),
		lanhost_persistent: bit(host.persistent),
		lanhost_ipv4_active: ipv4.isActive,
		lanhost_ipv6_active: ipv6.isActive,
		lanhost_ipv4_count: ipv4.count,
		lanhost_ipv6_count: ipv6.count,
	})
}

function macOf(host: JsonObject): string | undefined {
	const ident = object(host.l2ident)
	return (text(ident.type) ?? 'mac_address') === 'mac_address' ? text(ident.id) : undefined
}

/** The address of a family that is active, else the last one: the list holds past addresses, in no order. */
function addressOf(host: JsonObject, family: 'ipv4' | 'ipv6') {
	if (host.l3connectivities === undefined) return {}
	const all = objects(host.l3connectivities).filter(one => text(one.af) === family)
	const chosen = all.find(one => flag(one.active)) ?? all.at(-1)
	return {
		address: text(chosen?.addr),
		isActive: chosen === undefined ? undefined : bit(chosen.active),
		count: all.length,
	}
}

function hostBehind(host: JsonObject, behind: JsonObject, iface: string): Point {
	const wifi = object(behind.wifi_information)
	const tags = {
		mac: macOf(host) ?? identity(host.id),
		interface: iface,
		access_point: text(behind.mac),
		access_point_type: text(behind.type),
	}
	return point(freeboxHost, tags, {
		active: flag(host.active),
		rx_bytes: counter(behind.rx_bytes),
		tx_bytes: counter(behind.tx_bytes),
		rx_bps: bitsPerSecond(behind.rx_rate),
		tx_bps: bitsPerSecond(behind.tx_rate),
		connectivity: text(behind.connectivity_type),
		band: text(wifi.band),
		ssid: text(wifi.ssid),
		signal_dbm: number(wifi.signal),
	})
}
