import type {DslCounter} from '../../xdsl/counters.ts'
import type {Direction, DirectionFields, DslBin, DslInterval, DslLine, LineFields} from '../../xdsl/line.ts'
import {transmissionSystem} from '../../xdsl/mode.ts'
import {lineState} from '../../xdsl/state.ts'
import {perBand, quantity, rate, whole} from '../numbers.ts'

type Values = ReadonlyMap<string, string>

/** How each direction is written, and its bands as G.993.2 names them, in the order of the lists. */
const DIRECTIONS: readonly (readonly [Direction, prefix: string, bands: readonly string[]])[] = [
	['down', 'Downstream', ['D1', 'D2', 'D3', 'D4']],
	['up', 'Upstream', ['U0', 'U1', 'U2', 'U3', 'U4']],
]

const COUNTERS: readonly (readonly [name: string, field: DslCounter])[] = [
	['FEC', 'fec_errors'],
	['CRC', 'crc_errors'],
	['HEC', 'hec_errors'],
	['ES', 'errored_seconds'],
	['SES', 'severely_errored_seconds'],
	['UAS', 'unavailable_seconds'],
	['LOS', 'los_seconds'],
	['LOF', 'lof_seconds'],
	['LOM', 'lom_seconds'],
]

/** `Total` counts from the start of the driver, and so is the counter; these begin again. */
const INTERVALS: readonly (readonly [window: string, interval: DslInterval['interval']])[] = [
	['SinceSync', 'showtime'],
	['CurrentQuarter', '15m'],
	['CurrentDay', '1d'],
]

/** One line from the parameters of `sys.class.xdsl.@line0.` */
export function technicolorLine(values: Values): DslLine {
	const line = lineFields(values)
	// Without the driver every number is 0 and every text blank, counters included: nothing is known.
	if (line.state === 'unknown') return {line}
	return {
		line,
		down: directionFields(values, 'Downstream'),
		up: directionFields(values, 'Upstream'),
		intervals: DIRECTIONS.flatMap(([direction, prefix]) =>
			INTERVALS.flatMap(([window, interval]): DslInterval[] => {
				const fields = counters(values, prefix, window)
				return Object.keys(fields).length > 0 ? [{interval, direction, fields}] : []
			}),
		),
		bins: DIRECTIONS.flatMap(([direction, prefix, bands]) => bandBins(values, direction, prefix, bands)),
	}
}

/** `Status` is the word of TR-181 and counts where `LinkStatus`, the driver's word, disagrees or is missing. */
function lineFields(values: Values): LineFields {
	const word = values.get('Status') || values.get('LinkStatus') || ''
	const {up, state} = lineState(word)
	if (up === undefined) return {up: false, state: 'unknown'}
	return {
		up,
		state,
		uptime_seconds: whole(values.get('ShowtimeStart')),
		...transmissionSystem(values.get('ModulationType') ?? ''),
		modem_vendor: values.get('XTURVendor') || undefined,
		dslam_vendor: values.get('XTUCVendor') || undefined,
	}
}

/** VDSL2 has no margin and no attenuation of the whole line here: that of the first band in use stands for it. */
function directionFields(values: Values, prefix: string): DirectionFields {
	const of = (name: string) => values.get(`${prefix}${name}`)
	const first = (name: string) => perBand(of(name)).find(value => value !== undefined)
	return {
		rate_bps: rate(of('CurrRate')),
		attainable_rate_bps: rate(of('MaxRate')),
		snr_margin_db: first('SNRMpb') ?? quantity(of('NoiseMargin')),
		attenuation_db: first('Attenuation'),
		tx_power_dbm: quantity(of('Power')),
		...counters(values, prefix, 'Total'),
	}
}

function counters(values: Values, prefix: string, window: string): Partial<Record<DslCounter, bigint>> {
	const found = COUNTERS.map(
		([name, field]) => [field, whole(values.get(`${prefix}${name}${window}`))] as const,
	)
	return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}

function bandBins(values: Values, direction: Direction, prefix: string, bands: readonly string[]): DslBin[] {
	if (/adsl/i.test(values.get('ModulationType') ?? '')) return []
	const margins = perBand(values.get(`${prefix}SNRMpb`))
	const attenuations = perBand(values.get(`${prefix}Attenuation`))
	return bands.flatMap((band, index) => {
		const [snr_margin_db, attenuation_db] = [margins[index], attenuations[index]]
		if (snr_margin_db === undefined && attenuation_db === undefined) return []
		return [{direction, band, fields: {snr_margin_db, attenuation_db}}]
	})
}
