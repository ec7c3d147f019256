import type {Measurement} from '../../metrics/model.ts'
import {ifstat} from '../ifstat/metrics.ts'
import {wan, wanGateway} from '../wan/metrics.ts'

/** What only a firewall tells of an interface; its other counters are those of every interface. */
export const pfInterface = {
	name: 'pf_interface',
	help: 'One interface of a firewall.',
	tags: {
		device: 'Kind of device.',
		source: 'The device, as configured.',
		interface: 'Name inside the firewall, as wan, lan or opt1.',
	},
	fields: {
		state: {type: 'info', help: "The firewall's word for the state, as up, down or no carrier."},
		port: {type: 'info', help: 'Port of the system, as igb0 or pppoe0.'},
		rx_blocked_bytes: {type: 'counter', value: 'int', help: 'Bytes that pf refused on the way in.'},
		rx_blocked_packets: {type: 'counter', value: 'int', help: 'Packets that pf refused on the way in.'},
		tx_blocked_bytes: {type: 'counter', value: 'int', help: 'Bytes that pf refused on the way out.'},
		tx_blocked_packets: {type: 'counter', value: 'int', help: 'Packets that pf refused on the way out.'},
	},
} as const satisfies Measurement

export const firewallMeasurements: readonly Measurement[] = [wan, wanGateway, ifstat, pfInterface]
