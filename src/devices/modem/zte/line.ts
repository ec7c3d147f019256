import {ParseError} from '../../../errors.ts'
import type {DirectionFields, DslLine, LineFields} from '../../xdsl/line.ts'
import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {quantity, rate, tenths, whole} from '../numbers.ts'
import type {Page} from './page.ts'

type Values = ReadonlyMap<string, string>

/** The names differ by direction in case and prefix; FEC errors have no direction in one name. */
const NAMES = {
	down: {
		side: 'Down',
		fec: 'Fec_errors',
		depth: 'DownInterleavedepth',
	},
	up: {
		side: 'Up',
		fec: 'Atuc_fec_errors',
		depth: 'UpInterleaveDepth',
	},
} as const

/** The line of a DSL page. Throws `ParseError` where there is none. */
export function zteLine({instances}: Page): DslLine {
	const found = instances.find(({values}) => values.has('Downstream_current_rate'))
	if (found === undefined) {
		throw new ParseError('The page has no DSL line: no Downstream_current_rate', {
			hint: 'A model for fibre or Ethernet has none',
		})
	}
	const {values} = found
	const line = lineFields(values)
	// All counters are those of this sync, so without one there are none.
	if (line.up === false) return {line}
	return {line, down: directionFields(values, 'down'), up: directionFields(values, 'up')}
}

function lineFields(values: Values): LineFields {
	const {up, state} = stateOf(values)
	const system = word(values, 'LinkEncapsulationUsed') ?? word(values, 'tLinkEncapsulationUsed')
	const type = word(values, 'Module_type')
	return {
		up,
		state,
		uptime_seconds: whole(values.get('Showtime_start')),
		// `G.993.2_Annex_K_PTM` means the transport of packets, and is no annex of the line.
		mode: transmissionSystem(type?.replaceAll('_', '') ?? '').mode ?? /^G\.99\d\.\d/.exec(system ?? '')?.[0],
		profile: word(values, 'CurrentProfile')?.toLowerCase(),
		resyncs: whole(values.get('Link_retrain')),
	}
}

/** An H369A does not tell its state, only the seconds in sync. */
function stateOf(values: Values): {up: boolean; state: string} {
	if (values.get('Enable') === '0') return {up: false, state: 'disabled'}
	const status = word(values, 'Status')
	if (status === undefined) {
		const up = (whole(values.get('Showtime_start')) ?? 0n) > 0n
		return {up, state: up ? 'showtime' : 'unknown'}
	}
	const {up = false, state = 'unknown'} = lineState(status)
	return {up, state}
}

function directionFields(values: Values, direction: 'down' | 'up'): DirectionFields {
	const {side, fec, depth} = NAMES[direction]
	const stream = (name: string) => values.get(`${side}stream${name}`)
	const delay = quantity(values.get(`${side}InterleaveDelay`))
	return {
		rate_bps: rate(stream('_current_rate')),
		attainable_rate_bps: rate(stream('_max_rate')),
		snr_margin_db: tenths(stream('_noise_margin')),
		attenuation_db: tenths(stream('_attenuation')),
		tx_power_dbm: tenths(stream('_power')),
		inp_symbols: tenths(stream('Inp')),
		interleave_delay_seconds: delay === undefined ? undefined : delay / 1000,
		interleave_depth: whole(values.get(depth)),
		crc_errors: whole(values.get(`${side}Crc_errors`)),
		fec_errors: whole(values.get(fec)),
	}
}

/** A text that says something. */
function word(values: Values, name: string): string | undefined {
	const text = values.get(name)
	return text === undefined || /^(|n\/a|-+)$/i.test(text) ? undefined : text
}
