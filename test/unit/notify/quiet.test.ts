import {expect, it} from 'vitest'
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

it.each(['', '22-7', '22:00', '25:00-07:00', '22:60-07:00', '07:00-07:00'])('refuses "%s"', text => {
	expect(() => quietHours(text)).toThrow('use from-to')
})
