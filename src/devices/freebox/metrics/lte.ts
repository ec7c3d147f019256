import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, count, gauge, ownTags, yes} from './fields.ts'

const help = 'The Freebox under the names of freebox-monitoring.'
const tags = {
	...boxTags,
	conn_media: 'Always lte.',
	lte_role: 'aggregation or backup, where the API tells them apart (version 10).',
} as const

export const freeboxLte = {
	name: 'freebox',
	help,
	tags,
	fields: {
		lte_enabled: gauge('1 if the mobile link is enabled.'),
		lte_state: gauge('1 if the mobile link is connected.'),
	},
} as const satisfies Measurement

export const freeboxLteNetwork = {
	name: 'freebox',
	help,
	tags: {
		...tags,
		lte_net_ipv4: 'IPv4 address of the mobile link.',
		lte_net_ipv6: 'IPv6 address of the mobile link.',
	},
	fields: {lte_net_pdn_up: gauge('1 if the data session of the mobile link is up.')},
} as const satisfies Measurement

export const freeboxLteRadio = {
	name: 'freebox',
	help,
	tags: {...tags, lte_radio_gcid: 'Global identity of the cell.'},
	fields: {
		lte_radio_associated: gauge('1 if the modem is associated with a cell.'),
		lte_radio_plmn: gauge('Mobile network: country code and network code.'),
		lte_radio_signal_level: gauge('Bars of signal, 0 to 5.'),
		lte_radio_ue_active: gauge('1 if the modem is active in the cell.'),
	},
} as const satisfies Measurement

export const freeboxLteBand = {
	name: 'freebox',
	help,
	tags: {...boxTags, lte_role: tags.lte_role, band: 'LTE band.'},
	fields: {
		lte_rband_enabled: gauge('1 if the band is in use.'),
		lte_rband_bandwidth: {...gauge('Bandwidth of the band, in MHz.'), unit: 'MHz'},
		lte_rband_pci: gauge('Physical cell identity.'),
		lte_rband_rsrp: {...gauge('Reference signal received power, in dBm.'), unit: 'dBm'},
		lte_rband_rsrq: {...gauge('Reference signal received quality, in dB.'), unit: 'dB'},
		lte_rband_rssi: {...gauge('Received signal strength, in dBm.'), unit: 'dBm'},
	},
} as const satisfies Measurement

export const freeboxLteSim = {
	name: 'freebox',
	help,
	tags: {...tags, sim_iccid: 'Number of the SIM card.'},
	fields: {
		lte_sim: gauge('1 if a SIM card is present.'),
		lte_sim_pin_locked: gauge('1 if the SIM card waits for its PIN.'),
		lte_sim_pin_remaining: gauge('Tries left for the PIN.'),
		lte_sim_puk_locked: gauge('1 if the SIM card waits for its PUK.'),
		lte_sim_puk_remaining: gauge('Tries left for the PUK.'),
	},
} as const satisfies Measurement

/** The tunnel that joins the mobile link and the DSL line. */
export const freeboxTunnel = {
	name: 'freebox_tunnel',
	help: 'One link of the tunnel that joins the DSL line and the mobile link.',
	tags: {...ownTags, link: 'lte or xdsl.'},
	fields: {
		up: yes('Whether the link of the tunnel is connected.'),
		rx_bps: count('Receiving now over this link.'),
		tx_bps: count('Sending now over this link.'),
		rx_max_bps: count('Highest rate of receiving over this link.'),
		tx_max_bps: count('Highest rate of sending over this link.'),
	},
} as const satisfies Measurement
