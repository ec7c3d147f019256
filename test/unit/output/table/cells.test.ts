import {expect, it} from 'vitest'
import type {FieldSpec, FieldValue} from '../../../../src/metrics/model.ts'
import {formatCells} from '../../../../src/output/table/cells.ts'

const NOW = 1_764_000_000_000_000_000n
const float: FieldSpec = {type: 'gauge', value: 'float', help: ''}
const int: FieldSpec = {type: 'gauge', value: 'int', help: ''}
const counter: FieldSpec = {type: 'counter', value: 'int', help: ''}
const flag: FieldSpec = {type: 'gauge', value: 'flag', help: ''}
const info: FieldSpec = {type: 'info', help: ''}

const shown = (field: string, spec: FieldSpec | undefined, values: readonly (FieldValue | undefined)[]) => {
	const {cells, unit} = formatCells(values, field, spec, NOW)
	return [cells.map(cell => cell?.text), unit]
}

it.each<[string, FieldSpec | undefined, (FieldValue | undefined)[], (string | undefined)[], string]>([
	['snr_margin_db', float, [9.1, 8], ['9.1', '8.0'], 'dB'],
	['rate_bps', int, [116_797_000n, 42_058_000n], ['116.797', '42.058'], 'Mbit/s'],
	['speed_bps', int, [undefined, 1_000_000_000], [undefined, '1'], 'Gbit/s'],
	['loss_ratio', float, [0.0125, 0], ['1.25', '0.00'], '%'],
	['rtt_seconds', float, [0.012345], ['12.345'], 'ms'],
	['interleave_delay_seconds', float, [0.008, 0], ['8', '0'], 'ms'],
	['rtt_stddev_seconds', float, [0.00025], ['250'], 'µs'],
	['duration_seconds', float, [4.25], ['4.25'], 's'],
	['uptime_seconds', int, [273_600n, 12], ['3d 4h', '12s'], ''],
	['errored_seconds', counter, [93_784n], ['93,784'], 's'],
	['rx_bytes', counter, [9_223_372_036_854_775_807n], ['9,223,372,036,854,775,807'], 'B'],
	['since', int, [1_763_999_000n], ['16m 40s ago'], ''],
	['temperature_celsius', float, [51.5], ['51.5'], '°C'],
	['up', flag, [true, false, undefined], ['yes', 'no', undefined], ''],
	['state', info, ['showtime', undefined], ['showtime', undefined], ''],
	['state', info, ['a\u001b[2Jb'], ['a [2Jb'], ''],
	['unknown', undefined, [7n, 1.5], ['7.0', '1.5'], ''],
	['points', int, [Number.NaN, 3n], [undefined, '3'], ''],
])('shows %s as %o for %o', (field, spec, values, texts, unit) => {
	expect(shown(field, spec, values)).toEqual([texts, unit])
})

it('marks what works and what does not, and zeros as nothing to see', () => {
	const styles = (field: string, spec: FieldSpec, values: FieldValue[]) =>
		formatCells(values, field, spec, NOW).cells.map(cell => cell?.style)
	expect(styles('up', flag, [true, false])).toEqual(['good', 'bad'])
	expect(styles('bitswap', flag, [true, false])).toEqual([undefined, undefined])
	expect(styles('crc_errors', counter, [0n, 3n])).toEqual(['faint', undefined])
})
