import {counter, type Json, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxVpnServer, freeboxVpnServerConnection} from '../metrics/vpn.ts'
import {amount, bit, code, identity, instant} from './values.ts'

const STATE = {started: 1, error: 99}

/** Names of the servers of `vpn/`, of which `vpn/<name>/config/` can be asked. */
export function serversOf(result: Json): string[] {
	return objects(result)
		.map(server => text(server.name))
		.filter(name => name !== undefined)
}

/** `vpn/` with the answers to `vpn/<name>/config/`, as far as there are any, by name. */
export function readServers(result: Json, configs: ReadonlyMap<string, Json>): Point[] {
	return objects(result).map(server => {
		const name = text(server.name)
		const config = object(name === undefined ? undefined : configs.get(name))
		const tags = {
			vpn_type: text(server.type),
			vpn_name: name,
			vpn_port:
				identity(config.port) ?? identity(config.port_nat) ?? identity(object(config.conf_ipsec).port_nat),
			vpn_ip_start: text(config.ip_start),
			vpn_ip_end: text(config.ip_end),
			vpn_ip6_start: text(config.ip6_start),
			vpn_ip6_end: text(config.ip6_end),
		}
		return point(freeboxVpnServer, tags, {
			vpnsrv_state: code(server.state, STATE, 0),
			vpnsrv_connection_count: amount(server.connection_count),
			vpnsrv_auth_connection_count: amount(server.auth_connection_count),
			vpnsrv_enabled: bit(config.enabled),
		})
	})
}

/** `vpn/connection/` */
export function readServerConnections(result: Json): Point[] {
	return objects(result).map(connection => {
		const tags = {
			conn_id: identity(connection.id),
			conn_user: text(connection.user),
			vpn_name: text(connection.vpn),
			conn_src_ip: text(connection.src_ip),
			conn_local_ip: text(connection.local_ip),
		}
		return point(freeboxVpnServerConnection, tags, {
			vpnsrv_conn_authenticated: bit(connection.authenticated),
			vpnsrv_conn_auth_time: instant(connection.auth_time),
			vpnsrv_conn_rx_bytes: counter(connection.rx_bytes),
			vpnsrv_conn_tx_bytes: counter(connection.tx_bytes),
		})
	})
}
