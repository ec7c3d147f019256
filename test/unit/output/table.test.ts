import {stripVTControlCharacters} from 'node:util'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Point} from '../../../src/metrics/model.ts'
import {tidy} from '../../../src/metrics/tidy.ts'
import {widthOf} from '../../../src/output/table/width.ts'
import {encodeTable} from '../../../src/output/table.ts'
import {anyPoint} from '../../points.ts'
import {exporters, ifstat, ifstatAll, ifstatOne, status, wan, xdsl} from '../../tables.ts'

const polls: Readonly<Record<string, readonly Point[]>> = {ifstat, ifstatAll, ifstatOne, xdsl, exporters, wan}
const shown = (points: readonly Point[], columns: number) => encodeTable(points, {columns})

it('shows one thing as a card: units in their place, pairs side by side', () => {
	expect(shown(wan, 80)).toBe(
		[
			'wan · pfsense · fw1 · interface pppoe0',
			'up      yes',
			'ipv4    203.0.113.7',
			'ipv6    2001:db8:1234:5678:9abc:def0:1234:5678',
			'cgnat   no',
			'uptime  1d',
			'media   xdsl',
			'',
			'                   rx             tx',
			'bytes   1,234,567,890        987,654 B',
			'',
		].join('\n'),
	)
})

it('shows several things as a list where it fits, absent values as blanks', () => {
	const lines = shown(ifstat, 160).split('\n')
	expect(lines[0]).toBe('ifstat · fw1')
	expect(lines[1]).toMatch(
		/^interface {2}alias {2}up +bytes B +packets +dropped +errors +carrier changes +speed +mtu$/,
	)
	expect(lines[2]).toMatch(/^ +rx +tx +rx +tx +rx +tx +rx +tx +Gbit\/s +B$/)
	expect(lines[3]).toMatch(/^eth0 +WAN +yes +9,007,199,254,740,993 +98,765,432,109 .* 3 +1 +1,500$/)
	expect(lines[5]).toMatch(/^wg0 .* 3 +1,500$/)
	expect(lines).toHaveLength(8)
})

it('shows them as cards where the list is too wide, and takes pairs apart where those are', () => {
	expect(shown(ifstat, 80)).toMatch(/^eth0 · WAN\nup +yes\n/m)
	expect(shown(ifstat, 80)).toMatch(/^ +rx +tx\nbytes +9,007,199,254,740,993 +98,765,432,109 B$/m)
	expect(shown(ifstat, 40)).toMatch(/^bytes rx +9,007,199,254,740,993 B\nbytes tx +98,765,432,109 B$/m)
})

it('shows a line and its directions as one thing', () => {
	const text = shown(xdsl, 80)
	expect(text).toMatch(/^uptime +3d 4h$/m)
	expect(text).toMatch(/^ +down +up\nrate +116.797 +42.047 Mbit\/s$/m)
	expect(text).toMatch(/^interleave delay +8.00 +2.88 ms$/m)
	expect(text).toMatch(/^bitswap +yes +yes$/m)
	expect(text).toMatch(/^firmware .*…$/m)
})

it('puts what is tall beside each other where there is room', () => {
	expect(shown(xdsl, 80).split('\n').length).toBeGreaterThan(55)
	expect(shown(xdsl, 200).split('\n').length).toBeLessThan(30)
})

it('takes a usual width where the terminal has none', () => {
	expect(encodeTable(wan, {columns: 0})).toBe(encodeTable(wan, {columns: 100}))
	expect(encodeTable(wan)).toBe(encodeTable(wan, {columns: 100}))
})

it('repeats the head of what it broke, and nothing else', () => {
	expect(shown(xdsl, 200)).toMatch(/^up +yes +down +up +down +up$/m)
	const fields = Object.fromEntries(Array.from({length: 30}, (_, index) => [`field_${index}`, BigInt(index)]))
	const text = shown([{measurement: {name: 'm', help: '', tags: {}, fields: {}}, tags: {}, fields}], 80)
	expect(text.match(/\bfield \d+/g)).toHaveLength(30)
	expect(text.split('\n').length).toBeLessThan(20)
})

it('puts the heads of cards on one line where they stand side by side', () => {
	const points = ifstatAll.map(one => {
		const {speed_bps, ...fields} = one.fields
		return one.tags.interface === 'eth1' ? {...one, fields} : one
	})
	expect(shown(points, 140)).toMatch(/^ +rx +tx +rx +tx$/m)
})

it('breaks a long list into lists with the names repeated', () => {
	const text = shown(exporters, 80)
	expect(text.match(/^pe199\.example\.net /gm)).toHaveLength(2)
	expect(text).toMatch(/^東京ルーター {7}xe-0\/0\/3 {3}yes/m)
	expect(text).toMatch(/^pe1\.example\.net .* 1h 23m ago +37s$/m)
})

describe.each(Object.entries(polls))('%s', (_name, points) => {
	it.each([10, 20, 33, 40, 60, 80, 100, 120, 200])('has no line longer than %d columns', columns => {
		const widths = shown(points, columns).split('\n').map(widthOf)
		expect(Math.max(...widths)).toBeLessThanOrEqual(columns)
	})

	it('says the same with colours', () => {
		const colored = encodeTable(points, {columns: 80, color: true})
		expect(colored).toContain('\u001b[')
		expect(stripVTControlCharacters(colored)).toBe(shown(points, 80))
		expect(shown(points, 80)).not.toContain('\u001b')
	})

	it('has no blanks at the end of a line', () => {
		expect(shown(points, 120)).not.toMatch(/ $/m)
	})
})

it('holds for whatever the points hold', () => {
	fc.assert(
		fc.property(fc.array(anyPoint, {maxLength: 6}), fc.integer({min: 1, max: 120}), (points, columns) => {
			const text = shown(
				points.map(one => tidy(one)),
				columns,
			)
			expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
			for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(columns)
		}),
	)
})

describe('the poll itself', () => {
	it('is not shown when all went well', () => {
		expect(shown(ifstat, 80)).not.toContain('linestat_poll')
		expect(shown(ifstat, 80)).toMatch(/mtu +1,500 B|errors +0 +0\n$/)
	})

	it('is one line when it did not', () => {
		expect(shown(xdsl, 80)).toMatch(/\n\ndraytek 192\.168\.1\.1: partial, without bins \(timeout\)\n$/)
		expect(shown([status('draytek', 'm', 'timeout')], 80)).toBe('draytek m: timeout\n')
	})

	it('says so when there was nothing to show', () => {
		expect(shown([status('ifstat', 'fw1', 'ok')], 80)).toBe('ifstat fw1: nothing found\n')
	})
})

it('things that share a name, but not what tells them apart, have tables of their own', () => {
	const box = {name: 'box', help: '', tags: {}, fields: {}}
	const fan = {...box, tags: {fan: 'Its name.'}}
	const disk = {...box, tags: {disk: 'Its number.'}}
	const text = encodeTable([
		{measurement: box, tags: {}, fields: {uptime: 7}},
		{measurement: fan, tags: {fan: 'main'}, fields: {speed: 1}},
		{measurement: disk, tags: {disk: '0'}, fields: {size: 2}},
		{measurement: fan, tags: {fan: 'second'}, fields: {speed: 3}},
	])
	expect(text).toBe(
		'box\nuptime  7\n\nbox\nfan     speed\nmain        1\nsecond      3\n\nbox · disk 0\nsize  2\n',
	)
})
