import {flag, type Json, number, object, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxFtth, freeboxOptic} from '../metrics/connection.ts'
import {clean} from './clean.ts'
import {bit} from './values.ts'

/** Whether the answer speaks of a module that is there. */
export function hasOptic(result: Json): boolean {
	const sfp = object(result)
	return flag(sfp.sfp_present) ?? (flag(sfp.link) === true || text(sfp.sfp_model) !== undefined)
}

/** `connection/ftth/` */
export function readFtth(result: Json, connMedia: string | undefined): Point[] {
	const sfp = object(result)
	const hasReport = flag(sfp.sfp_has_power_report) !== false
	// Hundredths of a dBm; without a power report they mean nothing.
	const rx = hasReport ? number(sfp.sfp_pwr_rx) : undefined
	const tx = hasReport ? number(sfp.sfp_pwr_tx) : undefined
	const model = text(sfp.sfp_model)?.trim()
	const module =
		model === undefined
			? {}
			: {
					sfp_model: model,
					sfp_vendor: clean(text(sfp.sfp_vendor), 12),
					sfp_serial: text(sfp.sfp_serial)?.trim(),
				}
	const old = point(
		freeboxFtth,
		{conn_media: connMedia, ...module},
		{
			sfp_pwr_rx: rx,
			sfp_pwr_tx: tx,
			sfp_alim_ok: bit(sfp.sfp_alim_ok),
			sfp_has_power_report: bit(sfp.sfp_has_power_report),
			sfp_has_signal: bit(sfp.sfp_has_signal),
		},
	)
	const own = point(
		freeboxOptic,
		{},
		{
			present: flag(sfp.sfp_present),
			link: flag(sfp.link),
			signal: flag(sfp.sfp_has_signal),
			power_ok: flag(sfp.sfp_alim_ok),
			link_type: text(sfp.link_type),
			rx_power_dbm: rx === undefined ? undefined : rx / 100,
			tx_power_dbm: tx === undefined ? undefined : tx / 100,
		},
	)
	return [old, own]
}
