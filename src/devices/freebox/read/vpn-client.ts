import {counter, flag, type Json, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxVpnClient, freeboxVpnConnection, freeboxVpnError} from '../metrics/vpn.ts'
import {amount, bit, bitIf, code, identity, instant} from './values.ts'

const ERRORS = {
	none: 0,
	internal: 1,
	authentication_failed: 2,
	auth_failed: 3,
	resolv_failed: 4,
	connect_timeout: 5,
	connect_failed: 6,
	setup_control_failed: 7,
	setup_call_failed: 8,
	protocol: 9,
	remote_terminated: 10,
	remote_disconnect: 11,
}

/** `vpn_client/config/`; its keys and passwords are not touched. */
export function readClients(result: Json): Point[] {
	return objects(result).map(client => {
		const [pptp, wireguard] = [object(client.conf_pptp), object(client.conf_wireguard)]
		const tags = {
			ivc: identity(client.id),
			ivc_type: text(client.type),
			ivc_description: text(client.description),
			ivc_username: text(pptp.username),
			ivc_remote_host: text(pptp.remote_host) ?? text(wireguard.remote_addr),
			ivc_remote_port: identity(wireguard.remote_port),
			ivc_mtu: identity(wireguard.mtu),
		}
		return point(freeboxVpnClient, tags, {vpnclient_state: bit(client.active)})
	})
}

/** `vpn_client/status` */
export function readClientStatus(result: Json): Point[] {
	const status = object(result)
	const isEnabled = flag(status.enabled)
	if (isEnabled !== true) {
		const off = isEnabled === false ? 0 : undefined
		return [point(freeboxVpnConnection, {}, {vpnconn_enabled: off, vpnconn_state: off})]
	}
	const ipv4 = object(status.ipv4)
	const address = object(ipv4.ip_mask)
	const stats = object(status.stats)
	const tags = {
		type: text(status.type),
		active_vpn: identity(status.active_vpn),
		active_vpn_description: text(status.active_vpn_description),
		ipv4: text(address.ip),
		ipv4_mask: text(address.mask),
		ipv4_gateway: text(ipv4.gateway),
		ipv4_domain: text(ipv4.domain),
		ipv4_provider: text(ipv4.provider),
	}
	return [
		point(freeboxVpnConnection, tags, {
			vpnconn_enabled: 1,
			vpnconn_state: bitIf(status.state, 'up'),
			vpnconn_last_try: instant(status.last_try),
			vpnconn_last_up: instant(status.last_up),
			vpnconn_next_try: amount(status.next_try),
			vpnconn_rate_up: amount(stats.rate_up),
			vpnconn_rate_down: amount(stats.rate_down),
			vpnconn_bytes_up: counter(stats.bytes_up),
			vpnconn_bytes_down: counter(stats.bytes_down),
		}),
		point(
			freeboxVpnError,
			{...tags, last_error_desc: text(status.last_error)},
			{vpnconn_last_error: code(status.last_error, ERRORS, 999)},
		),
	]
}
