import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, count, counter, gauge, ownTags, total, yes} from './fields.ts'

const help = 'The switch of the box.'

/** `switch/status/` and `switch/port/<id>/stats` */
export const freeboxSwitch = {
	name: 'freebox_switch',
	help,
	tags: {
		...boxTags,
		switch_port: 'Number of the port.',
		switch_mode: 'Speed and duplex of the port, as 1000BaseT-FD.',
		switch_name: 'Name of the port.',
	},
	fields: {
		switch_link: gauge('1 if the port has a link.'),
		switch_duplex: gauge('1 if the port is full duplex.'),
		switch_speed: {...gauge('Speed of the port, in Mbit/s.'), unit: 'Mbit/s'},
		switch_client_count: gauge('Machines behind the port.'),
		switch_rx_bytes_rate: {...gauge('Received from the port now, in bytes per second.'), unit: 'B/s'},
		switch_tx_bytes_rate: {...gauge('Sent to the port now, in bytes per second.'), unit: 'B/s'},
		switch_err_packets: counter('Packets received with an error.'),
		switch_discard_packets: counter('Packets discarded.'),
		switch_collisions: counter('Collisions.'),
	},
} as const satisfies Measurement

export const freeboxSwitchClient = {
	name: 'freebox_switch',
	help,
	tags: {
		...boxTags,
		switch_port: 'Number of the port.',
		mac: 'MAC address of the machine.',
		hostname: 'Name of the machine.',
	},
	fields: {
		client_last_seen: {
			...gauge('When linestat saw the machine behind the port, in seconds since 1970.'),
			unit: 's',
		},
	},
} as const satisfies Measurement

export const freeboxSwitchPorts = {
	name: 'freebox_switch',
	help,
	tags: boxTags,
	fields: {switch_port_count: gauge('Ports of the switch.')},
} as const satisfies Measurement

/** The counters of a port, under the names of the API. */
export const portCounters = {
	rx_good_bytes: total('Bytes of good packets received from the port.'),
	rx_bad_bytes: total('Bytes of bad packets received from the port.'),
	tx_bytes: total('Bytes sent to the port.'),
	rx_good_packets: total('Good packets received from the port.'),
	rx_unicast_packets: total('Unicast packets received.'),
	rx_multicast_packets: total('Multicast packets received.'),
	rx_broadcast_packets: total('Broadcast packets received.'),
	rx_err_packets: total('Packets received with an error.'),
	rx_fcs_packets: total('Packets received with a wrong checksum.'),
	rx_fragments_packets: total('Fragments received.'),
	rx_jabber_packets: total('Packets received that were too long and had a wrong checksum.'),
	rx_oversize_packets: total('Packets received that were too long.'),
	rx_undersize_packets: total('Packets received that were too short.'),
	rx_pause: total('Pause frames received.'),
	rx_discard_packets: total('Packets received and discarded.'),
	tx_packets: total('Packets sent to the port.'),
	tx_unicast_packets: total('Unicast packets sent.'),
	tx_multicast_packets: total('Multicast packets sent.'),
	tx_broadcast_packets: total('Broadcast packets sent.'),
	tx_collisions: total('Collisions while sending.'),
	tx_single: total('Packets sent after one collision.'),
	tx_multiple: total('Packets sent after several collisions.'),
	tx_deferred: total('Packets that had to wait for the medium.'),
	tx_late: total('Late collisions.'),
	tx_excessive: total('Packets given up after too many collisions.'),
	tx_fcs: total('Packets sent with a wrong checksum.'),
	tx_pause: total('Pause frames sent.'),
} as const

export const freeboxPort = {
	name: 'freebox_port',
	help: 'One port of the switch, with all of its counters. Received is what the machine behind the port sent.',
	tags: {...ownTags, port: 'Number of the port.', name: 'Name of the port.'},
	fields: {
		up: yes('Whether the port has a link.'),
		speed_bps: count('Speed of the port.'),
		...portCounters,
		rx_packets_rate: {...count('Packets per second received now.'), unit: '1/s'},
		tx_packets_rate: {...count('Packets per second sent now.'), unit: '1/s'},
	},
} as const satisfies Measurement
