import {counter, flag, type JsonObject, number, object, text} from '../../../json.ts'
import type {DirectionFields, DslLine, LineFields} from '../../xdsl/line.ts'
import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {vendorId} from '../../xdsl/vendor.ts'

/** What the driver before OpenWrt 22.03 writes where it has no value; later ones leave the key out. */
const INVALID = {latn: 127.1, satn: 127.1, snr: -64.1, actatp: -51.2} as const

/** The line from the object of `ubus call dsl metrics`. Each group of keys may be missing: its driver call failed. */
export function openwrtLine(metrics: JsonObject): DslLine {
	const errors = object(metrics.errors)
	const [near, far] = [object(errors.near), object(errors.far)]
	const olr = object(metrics.olr)
	return {
		line: lineFields(metrics),
		down: {
			...directionFields(object(metrics.downstream)),
			...counters(near, far),
			...adaptations(object(olr.downstream)),
		},
		up: {
			...directionFields(object(metrics.upstream)),
			...counters(far, near),
			...adaptations(object(olr.upstream)),
		},
	}
}

function lineFields(metrics: JsonObject): LineFields {
	const mode = text(metrics.mode) ?? ''
	const exchange = object(metrics.atu_c)
	const dslam = vendorId(...words(exchange.vendor_id))
	const vectors = [object(metrics.downstream), object(metrics.upstream)].map(({vector}) => flag(vector))
	return {
		...state(metrics),
		uptime_seconds: counter(metrics.uptime),
		mode: text(metrics.standard) ?? transmissionSystem(mode).mode,
		profile: text(metrics.profile),
		annex: text(metrics.annex),
		vectoring: vectors.every(vector => vector === undefined) ? undefined : vectors.includes(true),
		power_state: /^L[0-3]\b/.exec(text(metrics.power_state) ?? '')?.[0],
		firmware: text(metrics.firmware_version),
		dslam_vendor: dslam.vendor ?? text(exchange.vendor),
		dslam_version: dslam.version,
	}
}

/**
 * In sync is what `up` says, and not the power state: that is L0 without a data path as well. The one exception is L2, in
 * which data flows and the driver says false.
 */
function state(metrics: JsonObject): LineFields {
	const word = text(metrics.state) ?? ''
	// The driver did not answer: that is no loss of the sync.
	if (word === '' && flag(metrics.up) === undefined) return {state: 'unknown'}
	const up = flag(metrics.up) === true || /^lowpower l2$/i.test(word)
	if (up) return {up, state: 'showtime'}
	if (/^(showtime|short init|fastretrain|resync|t1413)/i.test(word)) {
		return {up, state: /^showtime/i.test(word) ? word.toLowerCase() : 'training'}
	}
	return {up, state: lineState(word).state ?? 'unknown'}
}

/** The bytes of a G.994.1 vendor ID as two words in hexadecimal. */
function words(bytes: JsonObject[string]): [first: string, second: string] {
	const hex = Array.isArray(bytes)
		? bytes.map(byte => Number(byte).toString(16).padStart(2, '0')).join('')
		: ''
	return hex.length === 16 ? [hex.slice(0, 8), hex.slice(8)] : ['', '']
}

function directionFields(values: JsonObject): DirectionFields {
	const valid = (key: keyof typeof INVALID) => {
		const value = number(values[key])
		return value === undefined || Math.abs(value - INVALID[key]) < 0.05 ? undefined : value
	}
	const delay = number(values.interleave_delay)
	const adaptation = number(values.ra_mode_num)
	return {
		rate_bps: counter(values.data_rate),
		attainable_rate_bps: counter(values.attndr),
		snr_margin_db: valid('snr'),
		attenuation_db: valid('latn'),
		signal_attenuation_db: valid('satn'),
		tx_power_dbm: valid('actatp'),
		// Microseconds.
		interleave_delay_seconds: delay === undefined ? undefined : delay / 1_000_000,
		inp_symbols: number(values.inp),
		retransmission: flag(values.retx),
		bitswap: flag(values.bitswap),
		trellis: flag(values.trellis),
		virtual_noise: flag(values.virtual_noise),
		// 3 is dynamic, 4 dynamic with SOS.
		sra: adaptation === undefined ? undefined : adaptation >= 3,
		min_error_free_rate_bps: counter(values.mineftr),
	}
}

/**
 * Totals since the driver started. `fecs` and `crc_p` are no stand-ins for `fec_c` and `cv_c`, which old drivers lack:
 * they count seconds and packets. What was sent again in this direction is told by its sender, the other end.
 */
function counters(own: JsonObject, other: JsonObject): DirectionFields {
	return {
		fec_errors: counter(own.fec_c),
		crc_errors: counter(own.cv_c),
		hec_errors: counter(own.hec),
		ptm_crc_errors: counter(own.crc_p),
		fec_seconds: counter(own.fecs),
		errored_seconds: counter(own.es),
		severely_errored_seconds: counter(own.ses),
		los_seconds: counter(own.loss),
		lof_seconds: counter(own.lofs),
		unavailable_seconds: counter(own.uas),
		leftr_seconds: counter(own.leftrs),
		retx_transmitted: counter(other.tx_retransmitted),
		retx_corrected: counter(own.rx_corrected),
		retx_uncorrected: counter(own.rx_uncorrected_protected),
	}
}

function adaptations(olr: JsonObject): DirectionFields {
	return {
		bitswap_executed: counter(object(olr.bitswap).executed),
		sra_executed: counter(object(olr.sra).executed),
		sos_success: counter(object(olr.sos).executed),
	}
}
