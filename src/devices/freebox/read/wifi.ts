import {counter, type Json, type JsonObject, number, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxSsid, freeboxStation, freeboxWifi, freeboxWifiStation} from '../metrics/wifi.ts'
import {amount, bitIf, bitsPerSecond, identity} from './values.ts'

/** An access point of `wifi/ap/`, of which `wifi/ap/<id>/stations/` can be asked. */
export interface AccessPoint {
	readonly id: string
	readonly name: string | undefined
	readonly band: string | undefined
	readonly channel: bigint | undefined
}

/** The active access points of `wifi/ap/`; only they have stations. */
export function activeAccessPoints(result: Json): AccessPoint[] {
	return objects(result).flatMap(ap => {
		const id = identity(ap.id)
		const {state, primary_channel} = object(ap.status)
		if (text(state) !== 'active' || id === undefined || !/^\d+$/.test(id)) return []
		const band = text(object(ap.config).band)
		return [{id, name: text(ap.name), band, channel: counter(primary_channel)}]
	})
}

/** `wifi/ap/` */
export function readAccessPoints(result: Json): Point[] {
	return objects(result).map(ap => {
		const status = object(ap.status)
		const isActive = text(status.state) === 'active'
		const tags = {
			wifi_ap: identity(ap.id),
			wifi_ap_name: text(ap.name),
			wifi_ap_band: text(object(ap.config).band),
		}
		return point(freeboxWifi, tags, {
			wifi_state: bitIf(status.state, 'active'),
			// Text in old databases, because the box sends it as text.
			wifi_channel_width: isActive ? identity(status.channel_width) : undefined,
			wifi_primary_channel: isActive ? amount(status.primary_channel) : undefined,
			wifi_secondary_channel: isActive ? amount(status.secondary_channel) : undefined,
		})
	})
}

/** `wifi/ap/<id>/stations/` */
export function readStations(stations: readonly JsonObject[], ap: AccessPoint): Point[] {
	return stations.flatMap(station => [oldStation(station, ap), ownStation(station, ap)])
}

function oldStation(station: JsonObject, ap: AccessPoint): Point {
	const tags = {
		wifi_ap: ap.id,
		wifi_ap_name: ap.name,
		wifi_station_hostname: text(station.hostname),
		wifi_station_mac: text(station.mac),
		wifi_station: identity(station.id),
		wifi_station_bssid: text(station.bssid),
	}
	return point(freeboxWifiStation, tags, {
		wifi_station_tx_bytes: counter(station.tx_bytes),
		wifi_station_rx_bytes: counter(station.rx_bytes),
		wifi_station_signal: number(station.signal),
		wifi_station_conn_duration: amount(station.conn_duration),
		wifi_station_inactive: amount(station.inactive),
	})
}

function ownStation(station: JsonObject, ap: AccessPoint): Point {
	const [rx, tx] = [object(station.last_rx), object(station.last_tx)]
	return point(
		freeboxStation,
		{ap: ap.id, mac: text(station.mac), bssid: text(station.bssid)},
		{
			state: text(station.state),
			rx_bps: bitsPerSecond(station.rx_rate),
			tx_bps: bitsPerSecond(station.tx_rate),
			rx_link_bps: linkRate(rx.bitrate),
			tx_link_bps: linkRate(tx.bitrate),
			rx_mcs: counter(rx.vht_mcs) ?? counter(rx.mcs),
			tx_mcs: counter(tx.vht_mcs) ?? counter(tx.mcs),
		},
	)
}

/** Tenths of Mbit/s as bit/s; -1 is unknown. */
function linkRate(value: Json | undefined): bigint | undefined {
	const tenths = counter(value)
	return tenths === undefined ? undefined : tenths * 100_000n
}

/** `wifi/bss/` */
export function readNetworks(result: Json): Point[] {
	return objects(result).map(bss => {
		const status = object(bss.status)
		const state = text(status.state)
		return point(
			freeboxSsid,
			{bssid: identity(bss.id), ssid: text(object(bss.config).ssid), ap: identity(bss.phy_id)},
			{
				up: state === undefined ? undefined : state === 'active',
				state,
				stations: counter(status.sta_count),
				authorized_stations: counter(status.authorized_sta_count),
			},
		)
	})
}
