import {counter, integer, type Json, list, object, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {isCgnat} from '../../wan/cgnat.ts'
import {wan} from '../../wan/metrics.ts'
import {freeboxConfig, freeboxConnection, freeboxRemoteAccess, freeboxWan} from '../metrics/connection.ts'
import {amount, bit, bitsPerSecond, code, identity} from './values.ts'

const SIP_ALG = {disabled: 0, direct_media: 1, any_media: 2}

/** `connection/config/` */
export function readConfig(result: Json): Point[] {
	const config = object(result)
	const remoteTags = {
		remote_ip: text(config.remote_access_ip),
		remote_access_port: identity(config.remote_access_port),
	}
	return [
		point(
			freeboxConfig,
			{},
			{
				config_ping_external: bit(config.ping),
				config_adblock: bit(config.adblock),
				config_wol: bit(config.wol),
				config_sip_alg: code(config.sip_alg, SIP_ALG, 999),
			},
		),
		point(freeboxRemoteAccess, remoteTags, {
			config_remote_is_secure_pass: bit(config.is_secure_pass),
			config_remote_access: bit(config.remote_access),
			config_api_remote_access: bit(config.api_remote_access),
			config_api_allow_token_request: bit(config.allow_token_request),
		}),
	]
}

/** What else must be asked depends on these. */
export interface Connection {
	readonly isUp: boolean | undefined
	readonly media: string | undefined
	/** Tag `conn_media` of everything on the line. */
	readonly tag: string | undefined
}

/** `connection/` */
export function connectionOf(result: Json): Connection {
	const {state, media} = object(result)
	const word = text(state)
	const isUp = word === undefined ? undefined : word === 'up'
	const medium = text(media)?.toLowerCase()
	return {isUp, media: medium, tag: isUp === false ? 'down' : medium}
}

/** `connection/`; the box tells elsewhere how long the connection is up. */
export function readConnection(result: Json, uptimeSeconds?: bigint): Point[] {
	const connection = object(result)
	const {isUp, media, tag} = connectionOf(result)
	const ports = list(connection.ipv4_port_range).map(amount)
	const [first, last] = ports.length === 2 ? ports : []
	// While the connection is down its addresses are those it had.
	const ipv4 = isUp ? text(connection.ipv4) : undefined
	const ipv6 = isUp ? text(connection.ipv6) : undefined
	const bytes = {down: counter(connection.bytes_down), up: counter(connection.bytes_up)}
	const old = point(freeboxConnection, {conn_media: tag}, {
		bytes_down: bytes.down,
		bytes_up: bytes.up,
		rate_down: amount(connection.rate_down),
		rate_up: amount(connection.rate_up),
		bandwidth_down: amount(connection.bandwidth_down),
		bandwidth_up: amount(connection.bandwidth_up),
		state: isUp === undefined ? undefined : Number(isUp),
		wan_ipv4: ipv4,
		wan_ipv4_port_range_min: ipv4 === undefined ? undefined : first,
		wan_ipv4_port_range_max: ipv4 === undefined ? undefined : last,
		wan_ipv6: ipv6,
	} as const)
	const shared = point(
		wan,
		{interface: 'wan'},
		{
			up: isUp,
			media,
			ipv4,
			ipv6,
			cgnat: ipv4 === undefined ? undefined : isCgnat(ipv4),
			rx_bytes: bytes.down,
			tx_bytes: bytes.up,
			uptime_seconds: isUp ? uptimeSeconds : undefined,
		},
	)
	const own = point(freeboxWan, {}, {
		state: text(connection.state),
		type: text(connection.type),
		media,
		rx_bps: bitsPerSecond(connection.rate_down),
		tx_bps: bitsPerSecond(connection.rate_up),
		rx_bandwidth_bps: counter(connection.bandwidth_down),
		tx_bandwidth_bps: counter(connection.bandwidth_up),
		ipv4_shared: ipv4 === undefined ? undefined : isPart(first, last),
	} as const)
	return [old, shared, own]
}

/** Whether an inclusive range of ports is less than all of them. */
function isPart(first: number | undefined, last: number | undefined): boolean | undefined {
	if (first === undefined || last === undefined) return undefined
	return first > 0 || last < 65_535
}

/** `connection/logs/`: Unix seconds at which the connection last came up, if the newest entry says that it did. */
export function upSince(result: Json): bigint | undefined {
	let newest: {date: bigint; isUp: boolean} | undefined
	for (const entry of list(result).map(object)) {
		const date = integer(entry.date)
		if (text(entry.type) !== 'conn' || date === undefined) continue
		if (newest === undefined || date > newest.date) newest = {date, isUp: text(entry.state) === 'up'}
	}
	return newest?.isUp ? newest.date : undefined
}
