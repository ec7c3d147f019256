import {expect, it} from 'vitest'
import type {Measurement, Point} from '../../../src/metrics/model.ts'
import {tidy, tidyTag, tidyText} from '../../../src/metrics/tidy.ts'

const measurement: Measurement = {name: 'm', help: '', tags: {}, fields: {}}
const withFields = (fields: Point['fields']): Point => ({measurement, tags: {}, fields})

it.each([
	['line1\nline2', 'line1 line2'],
	['a\tb\u000bc\u0000d', 'a b c d'],
	['x\ud83dy', 'x\ufffdy'],
	['a \\', 'a'],
	['\\\\', ''],
	['\ufeffSSID\u00a0', 'SSID'],
	['\u{1f4f6}'.repeat(300), '\u{1f4f6}'.repeat(256)],
])('makes %j a tag value', (text, expected) => {
	expect(tidyTag(text)).toBe(expected)
})

it('cuts text at 4 KiB without cutting a character', () => {
	expect(tidyText('é'.repeat(3000))).toBe('é'.repeat(2048))
	expect(tidyText(`x${'é'.repeat(3000)}`)).toBe(`x${'é'.repeat(2047)}`)
})

it('leaves out a tag that is empty', () => {
	expect(tidy({measurement, tags: {a: ' ', b: 'x'}, fields: {}}).tags).toEqual({b: 'x'})
})

it('leaves out what no consumer can store, and says so', () => {
	const dropped: string[] = []
	const fields = {
		a: 2n ** 63n,
		b: 2n ** 63n - 1n,
		c: -(2n ** 63n) - 1n,
		d: Number.NaN,
		e: Number.POSITIVE_INFINITY,
		f: 0,
	}
	expect(tidy(withFields(fields), reason => dropped.push(reason)).fields).toEqual({b: 2n ** 63n - 1n, f: 0})
	expect(dropped).toHaveLength(4)
	expect(dropped[0]).toContain('m a=9223372036854775808')
})
