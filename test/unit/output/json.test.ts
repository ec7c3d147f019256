import fc from 'fast-check'
import {expect, it} from 'vitest'
import {type Measurement, point} from '../../../src/metrics/model.ts'
import {tidy} from '../../../src/metrics/tidy.ts'
import {printableFields} from '../../../src/output/value.ts'
import {encodeJson} from '../../encoded.ts'
import {anyPoint} from '../../points.ts'

const line = {
	name: 'line',
	help: 'One line.',
	tags: {source: 'The device.', interface: 'The interface.'},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether it is up.'},
		rx_bytes: {type: 'counter', value: 'int', help: 'Bytes received.'},
		snr_margin_db: {type: 'gauge', value: 'float', help: 'Margin.'},
		state: {type: 'info', help: 'Its state.'},
	},
} as const satisfies Measurement
const fields = {up: true, state: 'say "hi"', rx_bytes: 9007199254740993n, snr_margin_db: 9.1}
const one = {...point(line, {source: 'fw1', interface: 'em0'}, fields), timestamp: 1_700_000_000_123_456_789n}
const metric = (time: string) =>
	'{"metrics":[{"fields":{"rx_bytes":9007199254740993,"snr_margin_db":9.1,"state":"say \\"hi\\"","up":1},' +
	`"name":"line","tags":{"interface":"em0","source":"fw1"}${time}}]}\n`

it.each([
	[undefined, ',"timestamp":1700000000'],
	['ns', ',"timestamp":1700000000123456789'],
	['none', ''],
] as const)("prints Telegraf's layout, with timestamp %s", (timestamp, time) => {
	expect(encodeJson([one], {timestamp})).toBe(metric(time))
})

it('leaves out points without fields', () => {
	expect(encodeJson([point(line, {source: 'fw1'}, {})])).toBe('{"metrics":[]}\n')
})

it('is read back as the same points, whatever they hold', () => {
	fc.assert(
		fc.property(fc.array(anyPoint, {maxLength: 4}), points => {
			const tidied = points.map(point => tidy(point))
			const expected = tidied.flatMap(({measurement, tags, fields}) => {
				const values = printableFields(fields, measurement.fields).map(([key, value]) => [
					key,
					typeof value === 'string' ? value : {digits: String(value)},
				])
				return values.length === 0 ? [] : [{name: measurement.name, tags, fields: Object.fromEntries(values)}]
			})
			expect(read(encodeJson(tidied, {timestamp: 'none'}))).toEqual(expected)
		}),
	)
})

it('prints integers with all digits, whatever they are', () => {
	fc.assert(
		fc.property(fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n}), rx_bytes => {
			expect(encodeJson([point(line, {}, {rx_bytes})])).toContain(`"rx_bytes":${rx_bytes}}`)
		}),
	)
})

/** The metrics, with every number as the digits it was written with, which a reviver gets to see. */
function read(text: string): unknown {
	const revive = (_key: string, value: unknown, context?: {source?: string}) =>
		typeof value === 'number' ? {digits: context?.source} : value
	const {metrics} = JSON.parse(text, revive) as {metrics: unknown}
	return metrics
}
