import {describe, expect, it} from 'vitest'
import {Site} from '../site.ts'

type Observation = readonly [at: number, state: 'up' | 'down']

/** The answer at `at` after these observations; where none is made at `at`, nothing is known then. */
function answer(observations: readonly Observation[], at: number) {
	const site = new Site(1)
	for (const [time, state] of observations) site.poll(time, [{e1: state === 'up' ? 800 : 0}])
	const last = observations.at(-1)
	const isObserved = last?.[0] === at
	const found = site.poll(at, [isObserved ? {e1: last?.[1] === 'up' ? 800 : 0} : undefined]).get('e1')
	return {down: found?.down, news: found?.news, unobserved: found?.unobserved}
}

const wentDown: readonly Observation[] = [
	[1000, 'up'],
	[1300, 'down'],
]

describe('one exporter', () => {
	it.each<[readonly Observation[], number, number, string, number]>([
		[wentDown, 1300, 0, 'D', 0],
		[wentDown, 1899, 599, 'D', 0],
		[wentDown, 1900, 600, '', 0],
		[wentDown, 2200, 900, '', 0],
		[wentDown, 5000, 900, '', 2800],
		[[...wentDown, [1600, 'up']], 1600, 300, 'DU', 0],
		[[[1000, 'down']], 1000, 0, '', 0],
		[
			[
				[1000, 'down'],
				[1300, 'down'],
				[1600, 'up'],
			],
			1600,
			600,
			'U',
			0,
		],
		[
			[
				[1000, 'down'],
				[3000, 'up'],
			],
			3000,
			900,
			'U',
			1100,
		],
		[
			[
				[1000, 'down'],
				[1900, 'down'],
			],
			1900,
			900,
			'',
			0,
		],
		[
			[
				[1000, 'down'],
				[1901, 'down'],
			],
			1901,
			900,
			'',
			1,
		],
	])(
		'observed as %j has at %i been down for %i s, is listed as "%s", unobserved for %i s',
		(seen, at, down, news, unobserved) => {
			expect(answer(seen, at)).toEqual({down, news, unobserved})
		},
	)

	it('is uncertain when the change lies in a hole', () => {
		const site = new Site(1)
		site.poll(1000, [{e1: 0}])
		expect(site.poll(3000, [{e1: 8}]).get('e1')?.change).toEqual({
			at: 3000,
			to: 'up',
			uncertain: true,
			lasted: 2000,
		})
	})
})

describe('with down_after 2', () => {
	const site = () => new Site(1, {downAfter: 2})

	it('is down at the second zero, and down time counts from there', () => {
		const one = site()
		one.poll(1000, [{e1: 8}])
		expect(one.poll(1300, [{e1: 0}]).get('e1')).toMatchObject({state: 'up', news: ''})
		expect(one.poll(1600, [{e1: 0}]).get('e1')).toMatchObject({
			state: 'down',
			news: 'D',
			down: 0,
			since: 1600,
		})
		expect(one.poll(1900, [{e1: 0}]).get('e1')).toMatchObject({state: 'down', down: 300})
	})

	it('forgets a single zero', () => {
		const one = site()
		for (const [index, e1] of [8, 0, 8, 0, 8].entries()) {
			expect(one.poll(1000 + index * 300, [{e1}]).get('e1')).toMatchObject({state: 'up', down: 0})
		}
	})

	it('does not know what is new and has sent nothing once', () => {
		expect(
			site()
				.poll(1000, [{e1: 0}])
				.get('e1')?.state,
		).toBe('unknown')
	})

	it('counts a zero once where the poll is repeated in the same second', () => {
		const one = site()
		one.poll(1000, [{e1: 8}])
		one.poll(1300, [{e1: 0}])
		expect(one.poll(1300, [{e1: 0}]).get('e1')?.state).toBe('up')
	})
})
