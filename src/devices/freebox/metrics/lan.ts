import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, count, gauge, info, ownTags, total, yes} from './fields.ts'

const since1970 = 'in seconds since 1970'

/** `dhcp/config/` */
export const freeboxDhcp = {
	name: 'freebox_dhcp',
	help: 'The DHCP server of the box.',
	tags: {
		...boxTags,
		dhcp_gateway: 'Gateway that is handed out.',
		dhcp_ip_range_start: 'First address that is handed out.',
		dhcp_ip_range_end: 'Last address that is handed out.',
		dhcp_netmask: 'Netmask that is handed out.',
		dhcp_dns: 'Name servers that are handed out, joined by commas.',
	},
	fields: {
		dhcp_enabled: gauge('1 if the DHCP server is on.'),
		dhcp_sticky_assign: gauge('1 if a machine always gets the same address.'),
		dhcp_always_broadcast: gauge('1 if answers are always broadcast.'),
	},
} as const satisfies Measurement

/** `dhcp/dynamic_lease/` */
export const freeboxLease = {
	name: 'freebox_dhcp',
	help: freeboxDhcp.help,
	tags: {
		...boxTags,
		client_mac: 'MAC address of the machine.',
		client_hostname: 'Name that the machine asked with.',
		client_ip: 'Address of the machine.',
		client_primary_name: 'Name of the machine.',
	},
	fields: {
		dhcp_lease_static: gauge('1 if the lease comes from a reservation.'),
		dhcp_lease_refresh_time: {...gauge(`Last renewal, ${since1970}.`), unit: 's'},
		dhcp_lease_assign_time: {...gauge(`First assignment, ${since1970}.`), unit: 's'},
		dhcp_lease_remaining_time: {...gauge('Seconds until the lease ends.'), unit: 's'},
		dhcp_lease_active: gauge('1 if the machine sends.'),
		dhcp_lease_reachable: gauge('1 if the machine answers.'),
		dhcp_lease_last_time_reachable: {...gauge(`When the machine last answered, ${since1970}.`), unit: 's'},
	},
} as const satisfies Measurement

export const freeboxLeaseCount = {
	name: 'freebox_dhcp',
	help: freeboxDhcp.help,
	tags: boxTags,
	fields: {dhcp_lease_count: gauge('Leases.')},
} as const satisfies Measurement

/** `lan/browser/interfaces/` */
export const freeboxLanInterface = {
	name: 'freebox_lan',
	help: 'Machines of the home network.',
	tags: {...boxTags, lan_iface: 'Interface of the box, as pub.'},
	fields: {lanhost_count: gauge('Machines known on the interface.')},
} as const satisfies Measurement

/** `lan/browser/<interface>/` */
export const freeboxLanHost = {
	name: 'freebox_lan',
	help: freeboxLanInterface.help,
	tags: {
		...boxTags,
		lan_type: 'Kind of machine, as smartphone.',
		lan_primary_name: 'Name of the machine.',
		lan_vendor: 'Vendor of its network card, cleaned, at most 12 characters.',
		lan_mac_address: 'MAC address of the machine.',
		lan_id: 'Identity of a machine that has no MAC address.',
		lan_iface: 'Interface of the box, as pub.',
		lan_ipv4: 'IPv4 address of the machine, an active one if there is any.',
		lan_ipv6: 'IPv6 address of the machine, an active one if there is any.',
	},
	fields: {
		lanhost_reachable: gauge('1 if the machine answers.'),
		lanhost_first_activity: {...gauge(`When the machine was first seen, ${since1970}.`), unit: 's'},
		lanhost_last_activity: {...gauge(`When the machine last sent something, ${since1970}.`), unit: 's'},
		lanhost_last_time_reachable: {...gauge(`When the machine last answered, ${since1970}.`), unit: 's'},
		lanhost_persistent: gauge('1 if the machine is remembered for ever.'),
		lanhost_ipv4_active: gauge('1 if an IPv4 address of the machine is active.'),
		lanhost_ipv6_active: gauge('1 if an IPv6 address of the machine is active.'),
		lanhost_ipv4_count: gauge('IPv4 addresses known of the machine.'),
		lanhost_ipv6_count: gauge('IPv6 addresses known of the machine.'),
	},
} as const satisfies Measurement

export const freeboxHosts = {
	name: 'freebox_hosts',
	help: 'Machines on one interface of the home network.',
	tags: {...ownTags, interface: 'Interface of the box, as pub.'},
	fields: {
		known: count('Machines that are remembered.'),
		active: count('Machines that send.'),
		reachable: count('Machines that answer.'),
	},
} as const satisfies Measurement

export const freeboxHost = {
	name: 'freebox_host',
	help: 'One machine behind an access point, a repeater or a port, as that counts it.',
	tags: {
		...ownTags,
		mac: 'MAC address of the machine.',
		interface: 'Interface of the box, as pub.',
		access_point: 'MAC address of the access point or repeater.',
		access_point_type: 'gateway or repeater.',
	},
	fields: {
		active: yes('Whether the machine sends.'),
		rx_bytes: total('Bytes received from the machine.'),
		tx_bytes: total('Bytes sent to the machine.'),
		rx_bps: count('Receiving from the machine now.'),
		tx_bps: count('Sending to the machine now.'),
		connectivity: info('wifi or ethernet.'),
		band: info('Band of its Wi-Fi.'),
		ssid: info('Wi-Fi network it uses.'),
		signal_dbm: gauge('Signal of its Wi-Fi.'),
	},
} as const satisfies Measurement
