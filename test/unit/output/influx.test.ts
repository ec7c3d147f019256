import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Point} from '../../../src/metrics/model.ts'
import {tidy} from '../../../src/metrics/tidy.ts'
import {printableFields} from '../../../src/output/value.ts'
import {casePoint, cases} from '../../cases.ts'
import {encodeInflux} from '../../encoded.ts'
import {parseLineProtocol} from '../../grammar/line-protocol.ts'
import {anyPoint} from '../../points.ts'

describe('consumers', () => {
	it.each(cases.lineprotocol)('$n: $why', one => {
		const line = encodeInflux([tidy(casePoint(one))])
		expect(line).toBe(one.expect === null ? '' : `${one.expect}\n`)
		expect(parseLineProtocol(line)).toHaveLength(one.expect === null ? 0 : 1)
	})

	it.each(cases.lineprotocol_bad)('the strict parser refuses: $why', ({line}) => {
		expect(() => parseLineProtocol(`${line}\n`)).toThrow()
	})
})

it('prints a float without i, also where it came as bigint', () => {
	const fields = {bytes: {type: 'counter', value: 'float', help: ''}} as const
	const point = {
		measurement: {name: 'm', help: '', tags: {}, fields},
		tags: {},
		fields: {bytes: 2n ** 53n + 1n},
	}
	expect(encodeInflux([point])).toBe('m bytes=9007199254740993\n')
})

it('leaves the time to the reader where it is not wanted', () => {
	const point = cases.lineprotocol.slice(0, 1).map(casePoint)
	expect(encodeInflux(point, {timestamp: 'none'})).toBe('ifstat,interface=em0,source=fw1 bytes_recv=42i\n')
})

it('is read back as the same points, whatever they hold', () => {
	fc.assert(
		fc.property(fc.array(anyPoint, {maxLength: 4}), points => {
			const tidied = points.map(point => tidy(point))
			expect(parseLineProtocol(encodeInflux(tidied))).toEqual(tidied.flatMap(readable))
		}),
	)
})

/** What a reader should find; nothing for a point without fields. */
function readable({measurement, tags, fields, timestamp}: Point) {
	const values = Object.fromEntries(
		printableFields(fields, measurement.fields).map(([key, value, spec]) => [
			key,
			spec !== undefined && 'value' in spec && spec.value === 'float' ? Number(value) : value,
		]),
	)
	return Object.keys(values).length === 0
		? []
		: [{measurement: measurement.name, tags, fields: values, timestamp}]
}
