import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, count, counter, gauge, info, ownTags, yes} from './fields.ts'

const help = 'Access points of the box and their stations.'

/** `wifi/ap/` */
export const freeboxWifi = {
	name: 'freebox_wifi',
	help,
	tags: {
		...boxTags,
		wifi_ap: 'Number of the access point.',
		wifi_ap_name: 'Its name.',
		wifi_ap_band: 'Its band: 2d4g, 5g, 6g or 60g.',
	},
	fields: {
		wifi_state: gauge('1 if the access point is active.'),
		wifi_channel_width: {...info('Width of the channel, in MHz.')},
		wifi_primary_channel: gauge('Primary channel.'),
		wifi_secondary_channel: gauge('Secondary channel.'),
	},
} as const satisfies Measurement

/** `wifi/ap/<id>/stations/` */
export const freeboxWifiStation = {
	name: 'freebox_wifi',
	help,
	tags: {
		...boxTags,
		wifi_ap: 'Number of the access point.',
		wifi_ap_name: 'Its name.',
		wifi_station_hostname: 'Name of the station.',
		wifi_station_mac: 'MAC address of the station.',
		wifi_station: 'Identity of the station: BSSID and MAC address.',
		wifi_station_bssid: 'BSSID that the station uses.',
	},
	fields: {
		wifi_station_tx_bytes: counter('Bytes sent to the station.'),
		wifi_station_rx_bytes: counter('Bytes received from the station.'),
		wifi_station_signal: {...gauge('Signal of the station, in dBm.'), unit: 'dBm'},
		wifi_station_conn_duration: {...gauge('Seconds since the station connected.'), unit: 's'},
		wifi_station_inactive: {...gauge('Seconds since the station was last heard.'), unit: 's'},
	},
} as const satisfies Measurement

export const freeboxStation = {
	name: 'freebox_station',
	help: 'The radio link of one Wi-Fi station.',
	tags: {
		...ownTags,
		ap: 'Number of the access point.',
		mac: 'MAC address of the station.',
		bssid: 'BSSID that the station uses.',
	},
	fields: {
		state: info('associated or authenticated.'),
		rx_bps: count('Receiving from the station now.'),
		tx_bps: count('Sending to the station now.'),
		rx_link_bps: count('Bit rate of the radio link from the station.'),
		tx_link_bps: count('Bit rate of the radio link to the station.'),
		rx_mcs: count('Modulation and coding scheme from the station.'),
		tx_mcs: count('Modulation and coding scheme to the station.'),
	},
} as const satisfies Measurement

/** `wifi/bss/` */
export const freeboxSsid = {
	name: 'freebox_ssid',
	help: 'One Wi-Fi network of one access point.',
	tags: {
		...ownTags,
		bssid: 'BSSID of the network.',
		ssid: 'Name of the network.',
		ap: 'Number of the access point.',
	},
	fields: {
		up: yes('Whether the network is active.'),
		state: info("State in the box's own word."),
		stations: count('Stations of the network.'),
		authorized_stations: count('Stations that may use the network.'),
	},
} as const satisfies Measurement
