import type {Measurement, NumberField} from '../../metrics/model.ts'

const counted = (help: string) => ({type: 'counter', value: 'int', help}) as const satisfies NumberField

/** The eight counters that every source has, in the kernel's names (files of `statistics/`). */
const counters = {
	rx_bytes: counted('Bytes of good packets received.'),
	rx_packets: counted('Good packets received.'),
	rx_dropped: counted('Packets received and not processed: no memory, or nobody listens for them.'),
	rx_errors: counted('Bad packets received, all kinds together.'),
	tx_bytes: counted('Bytes sent.'),
	tx_packets: counted('Packets sent.'),
	tx_dropped: counted('Packets dropped on the way out for lack of resources.'),
	tx_errors: counted('Packets that could not be sent, all kinds together.'),
}

/** The other files of `statistics/`, read with `--all-stats`. */
const details = {
	collisions: counted('Collisions while transmitting.'),
	multicast: counted('Multicast packets received.'),
	rx_compressed: counted('Compressed packets received (PPP, CSLIP).'),
	rx_crc_errors: counted('Packets received with a wrong checksum.'),
	rx_fifo_errors: counted('Receive FIFO overruns.'),
	rx_frame_errors: counted('Packets received with an alignment error.'),
	rx_length_errors: counted('Packets received with a wrong length.'),
	rx_missed_errors: counted('Packets missed for lack of receive buffers.'),
	rx_nohandler: counted('Packets dropped on an inactive device, such as the backup of a bond.'),
	rx_over_errors: counted('Packets received that overflowed the ring or were too long.'),
	tx_aborted_errors: counted('Transmissions aborted.'),
	tx_carrier_errors: counted('Transmissions lost for want of a carrier.'),
	tx_compressed: counted('Compressed packets sent (PPP, CSLIP).'),
	tx_fifo_errors: counted('Transmit FIFO underruns.'),
	tx_heartbeat_errors: counted('Heartbeat errors while transmitting.'),
	tx_window_errors: counted('Late collisions while transmitting.'),
}

export type Counter = keyof typeof counters | keyof typeof details

export const COUNTERS = Object.keys(counters) as readonly (keyof typeof counters)[]
export const ALL_COUNTERS = [...COUNTERS, ...Object.keys(details)] as readonly Counter[]

/** Interface counters and states. */
export const ifstat = {
	name: 'ifstat',
	help: 'One network interface.',
	tags: {
		device: 'Kind of device.',
		source: 'The machine whose interface it is, as configured.',
		interface: 'Name of the interface.',
		alias: 'Name that a person gave it, as with --alias.',
	},
	fields: {
		...counters,
		...details,
		up: {type: 'gauge', value: 'flag', help: 'Whether the interface is usable (operstate).'},
		carrier_changes: counted('Changes of the carrier; a link that goes and comes back adds 2.'),
		speed_bps: {type: 'gauge', value: 'int', help: 'Speed of the link in bits per second.'},
		mtu_bytes: {type: 'gauge', value: 'int', help: 'Largest packet that the interface sends, in bytes.'},
	},
} as const satisfies Measurement
