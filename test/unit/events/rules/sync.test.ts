import {describe} from 'vitest'
import {check, failed, lost, up} from '../cases.ts'
import {down, line} from '../series.ts'

describe('sync_lost and sync_gained', () =>
	check([
		[
			'a line that goes and comes back',
			[up(500), lost, lost, up(20)],
			[[], ['sync_lost'], [], ['sync_gained']],
		],
		['the first poll is no change', [lost], [[]]],
		['a failed poll is no lost line', [up(500), failed, up(620)], [[], [], []]],
		[
			'a poll that does not say is none either',
			[up(500), {points: [down({crc_errors: 1n})]}, up(620)],
			[[], [], []],
		],
		['lost while polls were missed', [up(500), failed, lost], [[], [], ['sync_lost']]],
		[
			'flapping: each edge once',
			[up(500), lost, up(5), lost],
			[[], ['sync_lost'], ['sync_gained'], ['sync_lost']],
		],
		[
			'two lines of one modem are apart',
			[
				{points: [line({up: true}, {line: '1'}), line({up: true}, {line: '2'})]},
				{points: [line({up: false}, {line: '1'}), line({up: true}, {line: '2'})]},
			],
			[[], ['sync_lost']],
		],
	]))

describe('resync', () =>
	check([
		['uptime begins anew', [up(500), up(20)], [[], ['resync']]],
		['uptime begins anew within missed polls', [up(100), {...up(5000), after: 10_000}], [[], ['resync']]],
		['the counter says so', [up(500, {resyncs: 3n}), up(20, {resyncs: 5n})], [[], ['resync']]],
		[
			'the counter alone',
			[{points: [line({up: true, resyncs: 3n})]}, {points: [line({up: true, resyncs: 4n})]}],
			[[], ['resync']],
		],
		[
			'not after the line was seen down',
			[up(500, {resyncs: 3n}), lost, up(20, {resyncs: 4n})],
			[[], ['sync_lost'], ['sync_gained']],
		],
		['uptime goes on', [up(500, {resyncs: 3n}), up(560, {resyncs: 3n})], [[], []]],
		['uptime goes on over missed polls', [up(500), {...up(4100), after: 3600}], [[], []]],
		['uptime in whole minutes', [up(480), up(540), {...up(540), after: 30}], [[], [], []]],
		['uptime that counts backwards', [up(90_000), up(89_000), up(89_060)], [[], [], []]],
		['uptime that stands still', [up(0), {...up(0), after: 300}, {...up(0), after: 300}], [[], [], []]],
		[
			'a counter that slips and comes back',
			[up(500, {resyncs: 9n}), up(560, {resyncs: 0n}), up(620, {resyncs: 9n})],
			[[], [], []],
		],
		[
			'a counter that slips, without uptime',
			[9n, 0n, 9n, 9n].map(resyncs => ({points: [line({up: true, resyncs})]})),
			[[], [], [], []],
		],
		[
			'a counter that was reset',
			[9n, 0n, 0n, 0n, 0n].map(resyncs => ({points: [line({up: true, resyncs})]})),
			[[], [], [], [], []],
		],
		['the clock of this machine set forward', [up(500), {...up(560), step: 7200}], [[], []]],
		['the clock of this machine set back', [up(500), {...up(560), step: -7200}], [[], []]],
		[
			'the clock set back, uptime not known',
			[up(500), {...up(560), step: -7200}],
			[[], []],
			{noUptime: true},
		],
		['this machine started anew', [up(500), {...up(800), after: 300, reboot: true}], [[], []]],
	]))
