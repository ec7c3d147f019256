import type {DslCounter} from '../../xdsl/counters.ts'
import type {Direction, DirectionFields, DslInterval, DslLine, LineFields} from '../../xdsl/line.ts'
import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {vendorId} from '../../xdsl/vendor.ts'
import {answerLines} from '../lines.ts'
import {elapsed, quantity, rate, whole} from '../numbers.ts'
import {driverProfile} from './profile.ts'
import type {Rows} from './rows.ts'

const DIRECTIONS: readonly Direction[] = ['down', 'up']

const WINDOW_COUNTERS: readonly (readonly [label: string, field: DslCounter])[] = [
	['fec', 'fec_errors'],
	['crc', 'crc_errors'],
	['es', 'errored_seconds'],
	['ses', 'severely_errored_seconds'],
	['uas', 'unavailable_seconds'],
	['los', 'los_seconds'],
	['lof', 'lof_seconds'],
	['lom', 'lom_seconds'],
]

/** Outside of the windows, since the last sync. */
const COUNTERS: readonly (readonly [label: string, field: DslCounter])[] = [
	['rscorr', 'rs_corrections'],
	['hec', 'hec_errors'],
	['rtxtx', 'retx_transmitted'],
	['rtxc', 'retx_corrected'],
	['rtxuc', 'retx_uncorrected'],
	['leftrs', 'leftr_seconds'],
]

/** Where a firmware has no windows, the rows that count the same, the newer name first. */
const WITHOUT_WINDOWS: readonly (readonly [label: string, field: DslCounter])[] = [
	['sferr', 'crc_errors'],
	['ohferr', 'crc_errors'],
	['rscorr', 'fec_errors'],
	['es', 'errored_seconds'],
	['ses', 'severely_errored_seconds'],
	['uas', 'unavailable_seconds'],
]

const INTERVALS: readonly (readonly [window: string, interval: DslInterval['interval']])[] = [
	['sincelink', 'showtime'],
	['latest15minutes', '15m'],
	['latest1day', '1d'],
]

/** The line from the answer to `xdslctl info --stats` and its like. */
export function broadcomLine(answer: string, rows: Rows): DslLine {
	const line = lineFields(rows)
	return {
		line,
		down: {...directionFields('down', answer, rows, line.mode), ...counters('down', rows, line.up === true)},
		up: {...directionFields('up', answer, rows, line.mode), ...counters('up', rows, line.up === true)},
		intervals: INTERVALS.flatMap(([window, interval]) =>
			DIRECTIONS.flatMap((direction): DslInterval[] => {
				const fields = read(direction, rows, WINDOW_COUNTERS, window)
				if (Object.keys(fields).length === 0) return []
				return [{interval, direction, fields: {elapsed_seconds: elapsed(rows.windowTime(window)), ...fields}}]
			}),
		),
	}
}

function lineFields(rows: Rows): LineFields {
	// Old firmware glues the next label to it: "ShowtimeRetrain Reason: 0".
	const word = rows.row('status')?.text.replace(/\s*(Last )?Retrain Reason.*$/i, '') ?? ''
	const {up = false, state = 'unknown'} = lineState(word)
	const profile = driverProfile(rows.row('vdsl2profile')?.text)
	const [, vendor = '', version = ''] = /^([A-Z]{4}):0x([\da-f]{4})$/i.exec(vendorText(rows)) ?? []
	const dslam = vendorId(...hexWords(vendor, version))
	const vect = /^-?\d+/.exec(rows.row('vectstate')?.text ?? '')?.[0]
	return {
		up,
		state,
		uptime_seconds: whole(rows.row('as', {bearer: 'any'})?.down) ?? elapsed(rows.windowTime('sincelink')),
		...transmissionSystem(rows.row('mode')?.text ?? ''),
		...(profile !== undefined && {profile}),
		power_state: /^L[0-3]$/.exec(rows.row('linkpowerstate')?.text ?? '')?.[0],
		...(vect !== undefined && {vectoring: vect === '1' || vect === '3'}),
		dslam_vendor: dslam.vendor,
		dslam_version: dslam.version,
	}
}

const vendorText = (rows: Rows): string => rows.row('chipsetvendorid')?.text ?? ''

/** A G.994.1 vendor ID whose country is not told. */
function hexWords(vendor: string, version: string): [first: string, second: string] {
	const letters = Buffer.from(vendor, 'latin1').toString('hex')
	return [`b500${letters.slice(0, 4)}`, `${letters.slice(4)}${version}`]
}

function directionFields(direction: Direction, answer: string, rows: Rows, mode?: string): DirectionFields {
	const cell = (label: string) => rows.row(label)?.[direction]
	const attenuation = quantity(cell('attndb'))
	const delay = quantity(cell('delay'))
	const trellis = new RegExp(`\\b${direction === 'down' ? 'D' : 'U'}:\\s*(ON|OFF)\\b`, 'i').exec(
		rows.row('trellis')?.text ?? '',
	)?.[1]
	const retransmissionQueue = whole(cell('q'))
	return {
		rate_bps:
			headRate(answer, /^\s*(?:Bearer|Path|Channel)\s*:\s*(?:0|[A-Z]\w*)\s*,/im, direction) ??
			rate(cell('ratekbps')),
		attainable_rate_bps: headRate(answer, /^\s*Max\s*:/im, direction) ?? rate(cell('maxkbps')),
		snr_margin_db: quantity(cell('snrdb')),
		// On VDSL2 the driver does not compute it upstream: the values of the bands are in `info --pbParams`.
		attenuation_db: direction === 'up' && mode === 'G.993.2' && attenuation === 0 ? undefined : attenuation,
		tx_power_dbm: quantity(cell('pwrdbm')),
		interleave_delay_seconds: delay === undefined ? undefined : delay / 1000,
		interleave_depth: whole(cell('d')),
		inp_symbols: quantity(cell('inp')),
		retransmission: retransmissionQueue === undefined ? undefined : retransmissionQueue > 0n,
		trellis: trellis === undefined ? undefined : /on/i.test(trellis),
		nfec_bytes: whole(cell('n')),
		rfec_bytes: whole(cell('r')),
		lsymb_bits: whole(cell('l')),
		interleave_block_bytes: whole(cell('i')),
		min_error_free_rate_bps: rate(cell('mineftr')),
	}
}

/** Upstream is written first here, and its rate found by name; kbit/s. */
function headRate(answer: string, label: RegExp, direction: Direction): bigint | undefined {
	const line = answerLines(answer).find(one => label.test(one)) ?? ''
	const name = direction === 'down' ? 'Downstream' : 'Upstream'
	return rate(new RegExp(`${name} rate\\s*=\\s*([\\d.]+\\s*[KMG]?bps)`, 'i').exec(line)?.[1])
}

/**
 * All error counters come from one window: `Total`, which a resync does not set back, else what there is. What stands
 * outside of the windows is of this sync, so without one there is none.
 */
function counters(direction: Direction, rows: Rows, isUp: boolean): DirectionFields {
	const ofSync = isUp ? read(direction, rows, COUNTERS) : {}
	const window = ['total', ...(isUp ? ['sincelink'] : [])].find(name => rows.windowTime(name) !== undefined)
	if (window !== undefined) return {...ofSync, ...read(direction, rows, WINDOW_COUNTERS, window)}
	return isUp ? {...ofSync, ...read(direction, rows, WITHOUT_WINDOWS)} : {}
}

function read(
	direction: Direction,
	rows: Rows,
	list: readonly (readonly [label: string, field: DslCounter])[],
	window?: string,
): Partial<Record<DslCounter, bigint>> {
	const found = list.map(([label, field]) => {
		const row = rows.row(label, window === undefined ? {bearer: 'any'} : {window})
		return [field, whole(row?.[direction])] as const
	})
	return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}
