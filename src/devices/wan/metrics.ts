import type {Measurement} from '../../metrics/model.ts'

/** A connection to the internet, whatever the medium. */
export const wan = {
	name: 'wan',
	help: 'One WAN connection.',
	tags: {
		device: 'Kind of device.',
		source: 'The device, as configured.',
		interface: 'Name of the connection on the device.',
	},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether the connection is up.'},
		ipv4: {type: 'info', help: 'IPv4 address of the connection.'},
		ipv6: {type: 'info', help: 'IPv6 address or prefix of the connection.'},
		public_ipv4: {type: 'info', help: 'IPv4 address that is seen from outside, where that was asked for.'},
		cgnat: {
			type: 'gauge',
			value: 'flag',
			help: 'Whether the IPv4 address is shared by the provider (RFC 6598), private, or not the public one.',
		},
		rx_bytes: {type: 'counter', value: 'int', help: 'Bytes received.'},
		tx_bytes: {type: 'counter', value: 'int', help: 'Bytes sent.'},
		rx_packets: {type: 'counter', value: 'int', help: 'Packets received.'},
		tx_packets: {type: 'counter', value: 'int', help: 'Packets sent.'},
		rx_errors: {type: 'counter', value: 'int', help: 'Packets received with an error.'},
		tx_errors: {type: 'counter', value: 'int', help: 'Packets that could not be sent.'},
		uptime_seconds: {type: 'gauge', value: 'int', help: 'Seconds since the connection came up.'},
		media: {type: 'info', help: 'Medium of the connection, as xdsl, ftth or ethernet.'},
	},
} as const satisfies Measurement

/** The next hop of a connection, as the device itself monitors it. */
export const wanGateway = {
	name: 'wan_gateway',
	help: 'One monitored gateway.',
	tags: {
		device: 'Kind of device.',
		source: 'The device, as configured.',
		gateway: 'Name of the gateway on the device.',
	},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether the gateway is taken for usable.'},
		state: {type: 'info', help: "The device's word for the state of the gateway."},
		rtt_seconds: {type: 'gauge', value: 'float', help: 'Mean round-trip time to the monitored address.'},
		rtt_stddev_seconds: {type: 'gauge', value: 'float', help: 'Standard deviation of the round-trip time.'},
		loss_ratio: {type: 'gauge', value: 'float', help: 'Share of probes that were not answered, 0 to 1.'},
		address: {type: 'info', help: 'Address of the gateway.'},
		monitor: {type: 'info', help: 'Address that is probed, which may lie behind the gateway.'},
	},
} as const satisfies Measurement
