import {flag, type Json, number, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {
	freeboxLte,
	freeboxLteBand,
	freeboxLteNetwork,
	freeboxLteRadio,
	freeboxLteSim,
	freeboxTunnel,
} from '../metrics/lte.ts'
import {amount, bit, bitIf, bitsPerSecond, identity} from './values.ts'

/** What the link is for; only version 10 and later of the API tell. */
export type LteRole = 'aggregation' | 'backup' | undefined

/** `connection/lte/config/` up to version 9, `connection/lte/aggregation` and `connection/lte/backup` after. */
export function readLte(result: Json, role?: LteRole): Point[] {
	const lte = object(result)
	const network = object(lte.network)
	const radio = object(lte.radio)
	const sim = object(lte.sim)
	const tags = {conn_media: 'lte', lte_role: role}
	return [
		point(freeboxLte, tags, {lte_enabled: bit(lte.enabled), lte_state: bitIf(lte.state, 'connected')}),
		point(
			freeboxLteNetwork,
			{...tags, lte_net_ipv4: text(network.ipv4), lte_net_ipv6: text(network.ipv6)},
			{lte_net_pdn_up: bit(network.pdn_up)},
		),
		point(
			freeboxLteRadio,
			{...tags, lte_radio_gcid: text(radio.gcid)},
			{
				lte_radio_associated: bit(radio.associated),
				lte_radio_plmn: amount(radio.plmn),
				lte_radio_signal_level: amount(radio.signal_level),
				lte_radio_ue_active: bit(radio.ue_active),
			},
		),
		...objects(radio.bands).map(band =>
			point(
				freeboxLteBand,
				{lte_role: role, band: identity(band.band)},
				{
					lte_rband_enabled: bit(band.enabled),
					lte_rband_bandwidth: amount(band.bandwidth),
					lte_rband_pci: amount(band.pci),
					lte_rband_rsrp: number(band.rsrp),
					lte_rband_rsrq: number(band.rsrq),
					lte_rband_rssi: number(band.rssi),
				},
			),
		),
		point(
			freeboxLteSim,
			{...tags, sim_iccid: identity(sim.iccid)},
			{
				lte_sim: bit(sim.present),
				lte_sim_pin_locked: bit(sim.pin_locked),
				lte_sim_pin_remaining: amount(sim.pin_remaining),
				lte_sim_puk_locked: bit(sim.puk_locked),
				lte_sim_puk_remaining: amount(sim.puk_remaining),
			},
		),
		...readTunnel(result),
	]
}

/** The part `tunnel` of `connection/lte/config/`, and of `connection/aggregation` from version 10 on. */
export function readTunnel(result: Json): Point[] {
	return Object.entries(object(object(result).tunnel)).map(([link, part]) => {
		const tunnel = object(part)
		return point(
			freeboxTunnel,
			{link},
			{
				up: flag(tunnel.connected),
				rx_bps: bitsPerSecond(tunnel.rx_used_rate),
				tx_bps: bitsPerSecond(tunnel.tx_used_rate),
				rx_max_bps: bitsPerSecond(tunnel.rx_max_rate),
				tx_max_bps: bitsPerSecond(tunnel.tx_max_rate),
			},
		)
	})
}
