import {expect, it} from 'vitest'
import {elapsed, perBand, quantity, rate, tenths, whole} from '../../../../src/devices/modem/numbers.ts'

it.each(['', ' ', 'N/A', 'n/a', '--', '-', 'dB', '6.4.1', '1e3', '6,4 dB', 'about 7', '7 of 9'])(
	'%j is no number',
	text => {
		expect([quantity(text), rate(text), whole(text), elapsed(text)]).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		])
	},
)

it.each([
	['7.0', 7],
	[' 7.0', 7],
	['7', 7],
	['0', 0],
	['-3.7', -3.7],
	['- 2.6', -2.6],
	['- 2.6 dBm', -2.6],
	['6.4 dB', 6.4],
	['14.2dBm', 14.2],
	['55.0 symbols', 55],
	['0 ms', 0],
])('the quantity %j is %j', (text, value) => {
	expect(quantity(text)).toBe(value)
})

it.each([
	['54998', 54_998_000n],
	['0', 0n],
	['108.5 Mbps', 108_500_000n],
	['7.881 Mbps', 7_881_000n],
	['7.853 Mbit/s', 7_853_000n],
	['108544 Kbps', 108_544_000n],
	['136801 kbits/s', 136_801_000n],
	['39999 kbps', 39_999_000n],
	['5 kbit/s', 5000n],
	['1.5 Gbps', 1_500_000_000n],
	['36110000 bps', 36_110_000n],
	['36110000 b/s', 36_110_000n],
	['1.0006 bps', 1n],
	['-5', undefined],
	['12 furlongs', undefined],
])('the rate %j is %s bit/s', (text, value) => {
	expect(rate(text)).toBe(value)
})

it.each([
	['175147', 175_147n],
	['1d 2h 3m 4s', 93_784n],
	['2 days 41 min 49 sec', 175_309n],
	['24 hours 0 sec', 86_400n],
	['15 min 0 sec', 900n],
	['1 day: 4 hours: 28 minutes', 102_480n],
	['12:43:02', 45_782n],
	['1:2', undefined],
	['3 months', undefined],
	['', undefined],
	['N/A', undefined],
])('the time %j is %s s', (text, value) => {
	expect(elapsed(text)).toBe(value)
})

it.each([
	['4.4,22.9,N/A', [4.4, 22.9, undefined]],
	[' 7.0,7.1,6.9', [7, 7.1, 6.9]],
	['N/A, 27.4', [undefined, 27.4]],
	['31.5', [31.5]],
	['5.2 22.8 N/A', [5.2, 22.8, undefined]],
	[' ', [undefined]],
])('the bands %j are %j', (text, values) => {
	expect(perBand(text)).toEqual(values)
})

it('counts exactly, and never below 0', () => {
	expect(whole('9223372036854775807')).toBe(9_223_372_036_854_775_807n)
	expect(whole(' 0 ')).toBe(0n)
	expect([whole('-1'), whole('1.5'), whole('N/A'), whole(undefined)]).toEqual(Array(4).fill(undefined))
})

it('takes tenths', () => {
	expect([tenths('51'), tenths('-7'), tenths('0'), tenths('N/A')]).toEqual([5.1, -0.7, 0, undefined])
})
