import {describe} from 'vitest'
import {check, failed} from './cases.ts'

describe('unreachable and reachable', () =>
	check([
		[
			'after 3 failed polls, once',
			[{}, failed, failed, failed, failed, {}, {}],
			[[], [], [], ['unreachable'], [], ['reachable'], []],
		],
		['one lost poll', [{}, failed, {}, failed, failed, {}], [[], [], [], [], [], []]],
		['as many as configured', [{}, failed, {}], [[], ['unreachable'], ['reachable']], {unreachableAfter: 1}],
		['from the start', [failed, failed, failed], [[], [], ['unreachable']]],
		['a partial poll is one', [failed, failed, {result: 'partial'}, failed], [[], [], [], []]],
		['a mistake in the options', [failed, failed, {result: 'config'}, {result: 'config'}], [[], [], [], []]],
	]))
