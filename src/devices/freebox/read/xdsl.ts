import {counter, flag, integer, type Json, type JsonObject, number, object, text} from '../../../json.ts'
import {type FieldsOf, type Point, point} from '../../../metrics/model.ts'
import type {DirectionFields} from '../../xdsl/line.ts'
import {xdslPoints} from '../../xdsl/points.ts'
import {freeboxXdsl} from '../metrics/dsl.ts'
import {amount, code} from './values.ts'

const STATUS = {
	down: 0,
	training: 1,
	started: 2,
	chan_analysis: 3,
	msg_exchange: 4,
	showtime: 5,
	disabled: -1,
}

/** ITU-T name and annex by the protocol of an ADSL line. */
const PROTOCOL: Readonly<Record<string, readonly [mode: string, annex?: string]>> = {
	t1413: ['T1.413'],
	adsl1_a: ['G.992.1', 'A'],
	adsl2_a: ['G.992.3', 'A'],
	adsl2_m: ['G.992.3', 'M'],
	readsl2: ['G.992.3', 'L'],
	adsl2plus_a: ['G.992.5', 'A'],
	adsl2plus_m: ['G.992.5', 'M'],
}

/** `connection/xdsl/` */
export function readXdsl(result: Json, connMedia: string | undefined): Point[] {
	const {status: statusPart, down: downPart, up: upPart} = object(result)
	const status = object(statusPart)
	const [down, up] = [object(downPart), object(upPart)]
	return [...readOld(status, down, up, connMedia), ...readLine(status, down, up)]
}

function readOld(
	status: JsonObject,
	down: JsonObject,
	up: JsonObject,
	connMedia: string | undefined,
): Point[] {
	const [modulation, protocol] = [text(status.modulation), text(status.protocol)]
	const tags = {
		conn_media: connMedia,
		xdsl_status: text(status.status),
		xdsl_modulation: modulation,
		xdsl_protocol: protocol,
	}
	const isUp = text(status.status) === 'showtime'
	const fields: FieldsOf<typeof freeboxXdsl> = {
		xdsl_modulation: modulation && (protocol === undefined ? modulation : `${modulation} (${protocol})`),
		xdsl_uptime: isUp ? amount(status.uptime) : undefined,
		xdsl_status: code(status.status, STATUS, 999),
		...oldDirection('xdsl_down_', down, isUp),
		...oldDirection('xdsl_up_', up, isUp),
	}
	return [point(freeboxXdsl, tags, fields)]
}

/** Out of sync there is no rate, margin or attenuation, whatever the box still prints. */
function oldDirection(
	prefix: 'xdsl_down_' | 'xdsl_up_',
	direction: JsonObject,
	isUp: boolean,
): FieldsOf<typeof freeboxXdsl> {
	const fields: FieldsOf<typeof freeboxXdsl> = {}
	if (isUp) {
		for (const name of ['rate', 'maxrate', 'attn'] as const)
			fields[`${prefix}${name}`] = amount(direction[name])
		fields[`${prefix}snr`] = number(direction.snr)
	}
	for (const name of ['fec', 'crc', 'hec', 'es', 'ses'] as const) {
		fields[`${prefix}${name}`] = counter(direction[name])
	}
	const retransmitted = retransmissionOf(direction)
	fields[`${prefix}rtx_tx`] = retransmitted.sent
	fields[`${prefix}rtx_c`] = retransmitted.corrected
	fields[`${prefix}rtx_uc`] = retransmitted.uncorrected
	return fields
}

/** G.INP counts in `rtx_*`, the older PhyR in `rxmt*`; a box may print either, or neither. */
function retransmissionOf(direction: JsonObject) {
	const isGinp = direction.rtx_tx !== undefined
	return {
		sent: counter(isGinp ? direction.rtx_tx : direction.rxmt),
		corrected: counter(isGinp ? direction.rtx_c : direction.rxmt_corr),
		uncorrected: counter(isGinp ? direction.rtx_uc : direction.rxmt_uncorr),
	}
}

function readLine(status: JsonObject, down: JsonObject, up: JsonObject): Point[] {
	const word = text(status.status)
	const isVdsl = text(status.modulation) === 'vdsl'
	const [mode, annex] = isVdsl ? ['G.993.2'] : (PROTOCOL[text(status.protocol) ?? ''] ?? [])
	const training = word === undefined || ['showtime', 'down', 'disabled'].includes(word) ? word : 'training'
	return xdslPoints({
		line: {
			up: word === undefined ? undefined : word === 'showtime',
			state: training,
			mode: word === 'showtime' ? mode : undefined,
			annex: word === 'showtime' ? annex : undefined,
			uptime_seconds: counter(status.uptime),
		},
		down: direction(down),
		up: direction(up),
	})
}

function direction(part: JsonObject): DirectionFields {
	const [ginp, phyr] = [flag(part.ginp), flag(part.phyr)]
	const retransmission = ginp === undefined && phyr === undefined ? undefined : ginp === true || phyr === true
	const retransmitted = retransmission ? retransmissionOf(part) : undefined
	return {
		rate_bps: bitRate(part.rate),
		attainable_rate_bps: bitRate(part.maxrate),
		snr_margin_db: tenths(part.snr_10) ?? number(part.snr),
		attenuation_db: tenths(part.attn_10) ?? number(part.attn),
		fec_errors: counter(part.fec),
		crc_errors: counter(part.crc),
		hec_errors: counter(part.hec),
		errored_seconds: counter(part.es),
		severely_errored_seconds: counter(part.ses),
		retransmission,
		retx_transmitted: retransmitted?.sent,
		retx_corrected: retransmitted?.corrected,
		retx_uncorrected: retransmitted?.uncorrected,
	}
}

/** kbit/s as bit/s. */
function bitRate(value: Json | undefined): bigint | undefined {
	const kilo = counter(value)
	return kilo === undefined ? undefined : kilo * 1000n
}

function tenths(value: Json | undefined): number | undefined {
	const given = integer(value)
	return given === undefined ? undefined : Number(given) / 10
}
