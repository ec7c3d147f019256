import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, count, counter, gauge, info, ownTags, yes} from './fields.ts'

const help = 'The Freebox under the names of freebox-monitoring.'
const connMedia = {conn_media: 'Medium of the connection, down while it is not up.'} as const

/** `connection/config/` */
export const freeboxConfig = {
	name: 'freebox',
	help,
	tags: boxTags,
	fields: {
		config_ping_external: gauge('1 if the box answers pings from outside.'),
		config_adblock: gauge('1 if the box blocks advertisements.'),
		config_wol: gauge('1 if wake-on-LAN from outside is allowed.'),
		config_sip_alg: gauge('SIP helper: 0 disabled, 1 direct media, 2 any media, 999 another.'),
	},
} as const satisfies Measurement

export const freeboxRemoteAccess = {
	name: 'freebox',
	help,
	tags: {
		...boxTags,
		remote_ip: 'Address for access from outside.',
		remote_access_port: 'Port for access from outside.',
	},
	fields: {
		config_remote_is_secure_pass: gauge('1 if the password is strong enough for access from outside.'),
		config_remote_access: gauge('1 if access from outside is allowed.'),
		config_api_remote_access: gauge('1 if the API may be used from outside.'),
		config_api_allow_token_request: gauge('1 if new applications may ask for a token.'),
	},
} as const satisfies Measurement

/** `connection/` */
export const freeboxConnection = {
	name: 'freebox',
	help,
	tags: {...boxTags, ...connMedia},
	fields: {
		bytes_down: counter('Bytes received since the connection came up.'),
		bytes_up: counter('Bytes sent since the connection came up.'),
		rate_down: {...gauge('Receiving now, in bytes per second.'), unit: 'B/s'},
		rate_up: {...gauge('Sending now, in bytes per second.'), unit: 'B/s'},
		bandwidth_down: {...gauge('Downstream bandwidth, in bits per second.'), unit: 'bit/s'},
		bandwidth_up: {...gauge('Upstream bandwidth, in bits per second.'), unit: 'bit/s'},
		state: gauge('1 if the connection is up.'),
		wan_ipv4: info('IPv4 address of the connection.'),
		wan_ipv4_port_range_min: gauge('First port of the IPv4 address that belongs to this line.'),
		wan_ipv4_port_range_max: gauge('Last port of the IPv4 address that belongs to this line.'),
		wan_ipv6: info('IPv6 address of the connection.'),
	},
} as const satisfies Measurement

/** What the old names do not say about the connection. */
export const freeboxWan = {
	name: 'freebox_wan',
	help: 'The connection in base units.',
	tags: ownTags,
	fields: {
		state: info("State in the box's own word: going_up, up, going_down or down."),
		type: info('Kind of link: ethernet, rfc2684 or pppoatm.'),
		media: info('Medium: ftth, ethernet, xdsl or backup_4g.'),
		rx_bps: count('Receiving now.'),
		tx_bps: count('Sending now.'),
		rx_bandwidth_bps: count('Downstream bandwidth.'),
		tx_bandwidth_bps: count('Upstream bandwidth.'),
		ipv4_shared: yes('Whether only a part of the ports of the IPv4 address belongs to this line.'),
	},
} as const satisfies Measurement

/** `connection/ftth/` */
export const freeboxFtth = {
	name: 'freebox',
	help,
	tags: {
		...boxTags,
		...connMedia,
		sfp_model: 'Model of the optical module.',
		sfp_vendor: 'Its vendor, cleaned, at most 12 characters.',
		sfp_serial: 'Its serial number.',
	},
	fields: {
		sfp_pwr_rx: {...gauge('Optical power received, in hundredths of a dBm.'), unit: '1/100 dBm'},
		sfp_pwr_tx: {...gauge('Optical power sent, in hundredths of a dBm.'), unit: '1/100 dBm'},
		sfp_alim_ok: gauge('1 if the optical module has power.'),
		sfp_has_power_report: gauge('1 if the optical module measures its power.'),
		sfp_has_signal: gauge('1 if light is received.'),
	},
} as const satisfies Measurement

export const freeboxOptic = {
	name: 'freebox_optic',
	help: 'The optical module of the fibre line.',
	tags: ownTags,
	fields: {
		present: yes('Whether an optical module is plugged in.'),
		link: yes('Whether the fibre link is up.'),
		signal: yes('Whether light is received.'),
		power_ok: yes('Whether the module has power.'),
		link_type: info('Kind of fibre link, as pon.'),
		rx_power_dbm: gauge('Optical power received.'),
		tx_power_dbm: gauge('Optical power sent.'),
	},
} as const satisfies Measurement
