import {expect, it} from 'vitest'
import {formatDuration, groupThousands, scale, withDecimals} from '../../../../src/output/table/number.ts'

it.each([
	['0', '0'],
	['999', '999'],
	['1000', '1,000'],
	['-1234567.25', '-1,234,567.25'],
	['9223372036854775807', '9,223,372,036,854,775,807'],
	['1.5e+21', '1.5e+21'],
])('groups %s as %s', (digits, expected) => {
	expect(groupThousands(digits)).toBe(expected)
})

it.each([
	[
		[9.1, 8.25],
		['9.10', '8.25'],
	],
	[
		[3, 4],
		['3', '4'],
	],
	[
		[1234.5, 2n],
		['1,234.5', '2.0'],
	],
	[[0.1 + 0.2], ['0.3']],
	[
		[0.00012, 0],
		['0.000120', '0'],
	],
	[[1e21], ['1.00e+21']],
	[[], []],
])('writes %o as %o', (values, expected) => {
	expect(withDecimals(values, 3)).toEqual(expected)
})

it.each([
	[[116_797_000, 42_058_000], ['116.797', '42.058'], 'M'],
	[[1_000_000_000], ['1'], 'G'],
	[[999], ['999'], ''],
	[[1000], ['1'], 'k'],
	[[0, 16_000_000], ['0', '16'], 'M'],
	[[16_000_000, 640_000], ['16.00', '0.64'], 'M'],
	[[10_000_000_000, 64_000, 12, 0], ['10.00 G', '64.00 k', '12.00  ', '0     '], ''],
	[[0], ['0'], ''],
])('scales %o to %o %s', (values, texts, prefix) => {
	expect(scale(values)).toEqual({texts, prefix})
})

it.each([
	[273_600, '3d 4h'],
	[86_461, '1d'],
	[3599.6, '1h'],
	[303, '5m 3s'],
	[12, '12s'],
	[0.2, '0s'],
	[-90, '-1m 30s'],
	[86_400 * 1234, '1,234d'],
])('says %d seconds as %s', (seconds, expected) => {
	expect(formatDuration(seconds)).toBe(expected)
})
