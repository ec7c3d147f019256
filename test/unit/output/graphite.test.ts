import fc from 'fast-check'
import {expect, it} from 'vitest'
import {type Measurement, point} from '../../../src/metrics/model.ts'
import {tidy} from '../../../src/metrics/tidy.ts'
import {printableFields} from '../../../src/output/value.ts'
import {encodeGraphite} from '../../encoded.ts'
import {parseGraphite} from '../../grammar/graphite.ts'
import {anyPoint} from '../../points.ts'

const line = {
	name: 'line',
	help: 'One line.',
	tags: {source: 'The device.', name: 'Its name.', sensor: 'The sensor.'},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether it is up.'},
		rx_bytes: {type: 'counter', value: 'int', help: 'Bytes received.'},
		state: {type: 'info', help: 'Its state.'},
	},
} as const satisfies Measurement
const one = {
	...point(line, {source: 'fw 1;b', name: '~lan'}, {up: true, rx_bytes: 9007199254740993n, state: 'idle'}),
	timestamp: 1_700_000_000_999_999_999n,
}

it('prints one line per number, with tags that Carbon takes', () => {
	expect(encodeGraphite([one])).toBe(
		[
			'line.rx_bytes;source=fw_1_b;tag_name=lan 9007199254740993 1700000000',
			'line.up;source=fw_1_b;tag_name=lan 1 1700000000',
			'',
		].join('\n'),
	)
})

it('lets Carbon take the time of arrival where no time is printed', () => {
	const times = [encodeGraphite([one], {timestamp: 'none'}), encodeGraphite([{...one, timestamp: undefined}])]
	for (const text of times) expect(parseGraphite(text).map(({seconds}) => seconds)).toEqual([-1n, -1n])
})

it.each(['m.v;t=a b 1 2', 'm.v;t= 1 2', 'm.v;t=~a 1 2', 'm.v 1i 2', 'm.v 1', 'm.v;t=a\u00a0b 1 2', 'm v 1'])(
	'the strict parser refuses %j',
	text => {
		expect(() => parseGraphite(`${text}\n`)).toThrow()
	},
)

it('is read back with every number, whatever the points hold', () => {
	fc.assert(
		fc.property(fc.array(anyPoint, {maxLength: 4}), points => {
			const tidied = points.map(point => tidy(point))
			const expected = tidied.flatMap(({measurement, fields}) =>
				printableFields(fields, measurement.fields)
					.filter(([, value]) => typeof value !== 'string')
					.map(([key, value]) => [`${measurement.name}.${key}`, String(value)]),
			)
			const read = parseGraphite(encodeGraphite(tidied))
			expect(read.map(({path, value}) => [path, value])).toEqual(expected)
		}),
	)
})
