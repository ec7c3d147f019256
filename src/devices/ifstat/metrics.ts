import type {Measurement} from '../../metrics/model.ts'

/** Interface counters and states under the kernel's own names. */
export const ifstat = {
	name: 'ifstat',
	help: 'One network interface.',
	tags: {
		device: 'Always ifstat.',
		source: 'The machine whose interface it is.',
		interface: 'Name of the interface.',
		alias: 'Name given to it with --alias.',
	},
	fields: {
		rx_bytes: {type: 'counter', value: 'int', help: 'Bytes of good packets received (statistics/rx_bytes).'},
		tx_bytes: {type: 'counter', value: 'int', help: 'Bytes sent (statistics/tx_bytes).'},
		up: {type: 'gauge', value: 'flag', help: 'Whether the interface is usable (operstate).'},
	},
} as const satisfies Measurement
