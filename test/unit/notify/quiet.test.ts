import {afterEach, describe, expect, it} from 'vitest'
import {isQuiet, quietHours} from '../../../src/notify/quiet.ts'

const at = (hour: number, minute: number) => new Date(2026, 0, 15, hour, minute).getTime()

it.each([
	[
		'22:00-07:00',
		[
			[22, 0],
			[23, 59],
			[0, 0],
			[6, 59],
		],
		[
			[21, 59],
			[7, 0],
			[12, 0],
		],
	],
	[
		'12:30-14:00',
		[
			[12, 30],
			[13, 59],
		],
		[
			[12, 29],
			[14, 0],
			[0, 0],
		],
	],
	[
		'00:00-24:00',
		[
			[0, 0],
			[23, 59],
		],
		[],
	],
])('%s', (text, quiet, loud) => {
	const hours = quietHours(text)
	expect(quiet.filter(([h = 0, m = 0]) => !isQuiet(hours, at(h, m)))).toEqual([])
	expect(loud.filter(([h = 0, m = 0]) => isQuiet(hours, at(h, m)))).toEqual([])
})

it('is never quiet without hours', () => {
	expect(isQuiet(undefined, at(3, 0))).toBe(false)
})

it.each(['', '22-7', '22:00', '25:00-07:00', '22:60-07:00', '07:00-07:00', '22:00-24:30', '24:00-07:00'])(
	'refuses "%s"',
	text => {
		expect(() => quietHours(text)).toThrow('use from-to')
	},
)

describe('with the clock of Berlin', () => {
	const zone = process.env.TZ
	afterEach(() => {
		if (zone === undefined) delete process.env.TZ
		else process.env.TZ = zone
	})
	const quietAt = (hours: string, time: string, tz = 'Europe/Berlin') => {
		process.env.TZ = tz
		return isQuiet(quietHours(hours), Date.parse(time))
	}

	it.each([
		// Summer time begins on 2026-03-29 at 01:00 UTC: no 02:30 that night. It ends on 2026-10-25: two of them.
		['22:00-07:00', '2026-03-28T20:59Z', false],
		['22:00-07:00', '2026-03-28T21:00Z', true],
		['22:00-07:00', '2026-03-29T01:00Z', true],
		['22:00-07:00', '2026-03-29T04:59Z', true],
		['22:00-07:00', '2026-03-29T05:00Z', false],
		['22:00-07:00', '2026-10-24T20:00Z', true],
		['22:00-07:00', '2026-10-25T05:59Z', true],
		['22:00-07:00', '2026-10-25T06:00Z', false],
		['02:00-03:00', '2026-03-29T00:59Z', false],
		['02:00-03:00', '2026-03-29T01:00Z', false],
		['02:00-03:00', '2026-10-25T00:30Z', true],
		['02:00-03:00', '2026-10-25T01:30Z', true],
		['02:00-03:00', '2026-10-25T02:00Z', false],
	])('%s at %s: %j', (hours, time, quiet) => {
		expect(quietAt(hours, time)).toBe(quiet)
	})

	it('the hours move with the zone of the machine', () => {
		expect(quietAt('22:00-07:00', '2026-07-01T21:00Z')).toBe(true)
		expect(quietAt('22:00-07:00', '2026-07-01T21:00Z', 'America/New_York')).toBe(false)
		expect(quietAt('22:00-07:00', '2026-07-02T02:00Z', 'America/New_York')).toBe(true)
	})
})
