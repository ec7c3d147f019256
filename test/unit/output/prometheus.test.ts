import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Measurement, point} from '../../../src/metrics/model.ts'
import {tidy} from '../../../src/metrics/tidy.ts'
import {printableFields} from '../../../src/output/value.ts'
import {cases} from '../../cases.ts'
import {encodePrometheus, formatFamilies} from '../../encoded.ts'
import {parseExposition} from '../../grammar/exposition.ts'
import {anyPoint} from '../../points.ts'

const line = {
	name: 'line',
	help: 'One line.',
	tags: {source: 'The device.'},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether it is up.'},
		rx_bytes: {type: 'counter', value: 'int', help: 'Bytes received.'},
		state: {type: 'info', help: 'Its state.'},
		note: {type: 'text', help: 'Free text.'},
	},
} as const satisfies Measurement

describe('consumers', () => {
	it.each(cases.prometheus)('$n: $why', ({families, expect: expected}) => {
		const read = families.map(({samples, ...family}) => ({
			...family,
			samples: samples.map(([labels, value]) => [labels, number(value)] as const),
		}))
		expect(formatFamilies(read.map(family => ({...family, samples: [...family.samples]})))).toBe(expected)
		expect(() => parseExposition(expected)).not.toThrow()
	})
})

function number(value: string | boolean): bigint | number | boolean {
	if (typeof value === 'boolean') return value
	return /^-?\d+$/.test(value) ? BigInt(value) : Number(value)
}

it('prints one block per name in the order of the catalogue, states as labels of one info gauge', () => {
	const points = [
		point(line, {source: 'a'}, {state: 'showtime', rx_bytes: 9007199254740993n, up: true, note: 'free'}),
		point(line, {source: 'b'}, {up: false}),
	]
	expect(encodePrometheus(points.map(one => ({...one, timestamp: 1_700_000_000_123_456_789n})))).toBe(
		[
			'# HELP line_up Whether it is up.',
			'# TYPE line_up gauge',
			'line_up{source="a"} 1',
			'line_up{source="b"} 0',
			'# HELP line_rx_bytes_total Bytes received.',
			'# TYPE line_rx_bytes_total counter',
			'line_rx_bytes_total{source="a"} 9007199254740993',
			'# HELP line_info One line.',
			'# TYPE line_info gauge',
			'line_info{source="a",state="showtime"} 1',
			'',
		].join('\n'),
	)
})

it('prints a time, in milliseconds, only where it was asked for', () => {
	const points = [{...point(line, {}, {up: true, state: 'idle'}), timestamp: 1_700_000_000_123_456_789n}]
	const times = (timestamp?: 'ns' | 'none') =>
		parseExposition(encodePrometheus(points, {timestamp})).flatMap(family =>
			family.samples.map(sample => sample.milliseconds),
		)
	expect(times()).toEqual([undefined, undefined])
	expect(times('none')).toEqual([undefined, undefined])
	expect(times('ns')).toEqual([1_700_000_000_123n, 1_700_000_000_123n])
})

it('keeps the tag where a state or another tag has its label, and the first of two equal points', () => {
	const first = {...point(line, {}, {up: true, state: 'idle'}), tags: {state: 'mine', 'a-b': '1', a_b: '2'}}
	const second = {...first, fields: {up: false}}
	const families = parseExposition(encodePrometheus([first, second]))
	expect(
		families.map(({name, samples}) => [name, samples.length, samples[0]?.labels, samples[0]?.value]),
	).toEqual([
		['line_up', 1, {a_b: '1', state: 'mine'}, '1'],
		['line_info', 1, {a_b: '1', state: 'mine'}, '1'],
	])
})

it('is read back as what the points hold, whatever that is', () => {
	fc.assert(
		fc.property(fc.array(anyPoint, {maxLength: 4}), points => {
			const tidied = points.map(one => tidy(one))
			const expected = new Map<string, string>()
			for (const {measurement, tags, fields} of tidied) {
				const states: Record<string, string> = {}
				for (const [field, value, spec] of printableFields(fields, measurement.fields)) {
					if (spec?.type === 'info') states[field] = String(value)
					else if (typeof value !== 'string') {
						const series = seriesOf(
							`${measurement.name}_${field}${spec?.type === 'counter' ? '_total' : ''}`,
							tags,
						)
						if (!expected.has(series)) expected.set(series, String(value))
					}
				}
				if (Object.keys(states).length > 0) {
					expected.set(seriesOf(`${measurement.name}_info`, {...states, ...tags}), '1')
				}
			}
			const samples = parseExposition(encodePrometheus(tidied)).flatMap(family => family.samples)
			const read = new Map(samples.map(({name, labels, value}) => [seriesOf(name, labels), value]))
			expect(read).toEqual(expected)
			expect(samples).toHaveLength(expected.size)
		}),
	)
})

/** Name and labels as one text; a label without text is none. */
const seriesOf = (name: string, labels: Readonly<Record<string, string>>): string =>
	JSON.stringify([
		name,
		Object.entries(labels)
			.filter(([, value]) => value !== '')
			.sort(),
	])
