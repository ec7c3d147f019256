import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, counter, gauge} from './fields.ts'

/** `vpn/` and `vpn/<name>/config/` */
export const freeboxVpnServer = {
	name: 'freebox_vpn_server',
	help: 'VPN servers of the box.',
	tags: {
		...boxTags,
		vpn_type: 'pptp, openvpn, ipsec or wireguard.',
		vpn_name: 'Name of the server.',
		vpn_port: 'Its port.',
		vpn_ip_start: 'First IPv4 address for clients.',
		vpn_ip_end: 'Last IPv4 address for clients.',
		vpn_ip6_start: 'First IPv6 address for clients.',
		vpn_ip6_end: 'Last IPv6 address for clients.',
	},
	fields: {
		vpnsrv_state: gauge('1 if the server is started, 0 if not, 99 after an error.'),
		vpnsrv_connection_count: gauge('Connections.'),
		vpnsrv_auth_connection_count: gauge('Connections that are authenticated.'),
		vpnsrv_enabled: gauge('1 if the server is enabled.'),
	},
} as const satisfies Measurement

/** `vpn/connection/` */
export const freeboxVpnServerConnection = {
	name: 'freebox_vpn_server',
	help: freeboxVpnServer.help,
	tags: {
		...boxTags,
		conn_id: 'The connection.',
		conn_user: 'Its user.',
		vpn_name: 'Name of the server.',
		conn_src_ip: 'Address of the user.',
		conn_local_ip: 'Address that the user was given.',
	},
	fields: {
		vpnsrv_conn_authenticated: gauge('1 if the connection is authenticated.'),
		vpnsrv_conn_auth_time: {
			...gauge('When the connection was authenticated, in seconds since 1970.'),
			unit: 's',
		},
		vpnsrv_conn_rx_bytes: counter('Bytes received from the user.'),
		vpnsrv_conn_tx_bytes: counter('Bytes sent to the user.'),
	},
} as const satisfies Measurement

const clientHelp = 'VPN clients of the box.'

/** `vpn_client/config/` */
export const freeboxVpnClient = {
	name: 'freebox_vpn_client',
	help: clientHelp,
	tags: {
		...boxTags,
		ivc: 'The configuration.',
		ivc_type: 'pptp, openvpn or wireguard.',
		ivc_description: 'Its description.',
		ivc_username: 'Its user (PPTP).',
		ivc_remote_host: 'Its server.',
		ivc_remote_port: 'Port of its server (WireGuard).',
		ivc_mtu: 'Its MTU (WireGuard).',
	},
	fields: {vpnclient_state: gauge('1 if the configuration is the active one.')},
} as const satisfies Measurement

const connectionTags = {
	...boxTags,
	type: 'Kind of VPN.',
	active_vpn: 'The active configuration.',
	active_vpn_description: 'Its description.',
	ipv4: 'Address in the VPN.',
	ipv4_mask: 'Netmask in the VPN.',
	ipv4_gateway: 'Gateway in the VPN.',
	ipv4_domain: 'Domain of the VPN.',
	ipv4_provider: 'How the address was given: none, static, ppp or dhcp.',
} as const

/** `vpn_client/status` */
export const freeboxVpnConnection = {
	name: 'freebox_vpn_client',
	help: clientHelp,
	tags: connectionTags,
	fields: {
		vpnconn_enabled: gauge('1 if a VPN is to be used.'),
		vpnconn_state: gauge('1 if the VPN is up.'),
		vpnconn_last_try: {...gauge('When it was last tried, in seconds since 1970.'), unit: 's'},
		vpnconn_last_up: {...gauge('When it last came up, in seconds since 1970.'), unit: 's'},
		vpnconn_next_try: {...gauge('Seconds until the next try.'), unit: 's'},
		vpnconn_rate_up: {...gauge('Sending now, in bytes per second.'), unit: 'B/s'},
		vpnconn_rate_down: {...gauge('Receiving now, in bytes per second.'), unit: 'B/s'},
		vpnconn_bytes_up: counter('Bytes sent.'),
		vpnconn_bytes_down: counter('Bytes received.'),
	},
} as const satisfies Measurement

export const freeboxVpnError = {
	name: 'freebox_vpn_client',
	help: clientHelp,
	tags: {...connectionTags, last_error_desc: 'The last error in the word of the box.'},
	fields: {
		vpnconn_last_error: gauge(
			'0 none, 1 internal, 2 and 3 authentication, 4 name, 5 and 6 connection, 7 to 9 protocol, 10 and 11 ended by the other side, 999 another.',
		),
	},
} as const satisfies Measurement
