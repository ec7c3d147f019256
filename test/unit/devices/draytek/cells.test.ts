import {expect, it} from 'vitest'
import {
	clockTime,
	counter,
	decibels,
	flag,
	rate,
	unitTime,
	whole,
} from '../../../../src/devices/draytek/cells.ts'

it.each([
	['0', 0n],
	['9007199254740993', 9007199254740993n],
	['-1503977842', 2790989454n],
	['-2147483648', 2147483648n],
	['-2147483649', undefined],
	['-1', undefined],
	['4294967295', undefined],
	['4294967296', 4294967296n],
	['1.5', undefined],
	['1x', undefined],
	['', undefined],
	[undefined, undefined],
])('counter %j is %s', (cell, value) => {
	expect(counter(cell)).toBe(value)
})

it.each([
	['12', 12n],
	['-12', undefined],
	['----', undefined],
])('whole %j is %s', (cell, value) => {
	expect(whole(cell)).toBe(value)
})

it.each([
	['1', true],
	['ON', true],
	['0', false],
	['off', false],
	['2', undefined],
	['-', undefined],
])('flag %j is %s', (cell, value) => {
	expect(flag(cell)).toBe(value)
})

it.each([
	['17 dB', 17],
	['7.4 dB', 7.4],
	['-5 dBm', -5],
	['0.0 dB', 0],
	['12', 12],
	['-- dB', undefined],
	['12 kHz', undefined],
	['1 2 dB', undefined],
])('decibels %j is %s', (cell, value) => {
	expect(decibels(cell)).toBe(value)
})

it.each([
	['108214000 bps', 108_214_000n],
	['63679 kbps', 63_679_000n],
	['71222 Kbps', 71_222_000n],
	['63679', undefined],
	['6.5 kbps', undefined],
	['-1 bps', undefined],
])('rate %j is %s', (cell, value) => {
	expect(rate(cell)).toBe(value)
})

it.each([
	['177:30:48', 639_048n],
	['95:4:44', 342_284n],
	['0:00:00', 0n],
	['1:60:00', undefined],
	['12:30', undefined],
])('clock time %j is %s', (cell, value) => {
	expect(clockTime(cell)).toBe(value)
})

it.each([
	['3d 4h 5m 6s', 273_906n],
	['1 day, 2 hours', 93_600n],
	['59s', 59n],
	['5x', undefined],
	['12:30', undefined],
	['', undefined],
])('time %j is %s', (cell, value) => {
	expect(unitTime(cell)).toBe(value)
})
