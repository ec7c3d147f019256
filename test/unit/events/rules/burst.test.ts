import {describe} from 'vitest'
import {check, errors, failed} from '../cases.ts'
import {down, line, port, router} from '../series.ts'

describe('error_burst', () =>
	check([
		[
			'too many errors at once, told once',
			[errors(10n), errors(160n), errors(200n)],
			[[], ['error_burst'], []],
		],
		['too many over several polls', [0n, 50n, 100n, 160n].map(n => errors(n)), [[], [], [], ['error_burst']]],
		[
			'few errors for a long time',
			Array.from({length: 8}, (_, n) => errors(BigInt(n * 20))),
			Array.from({length: 8}, () => []),
		],
		[
			'again after it was over',
			[0n, 200n, 200n, 200n, 200n, 200n, 200n, 400n].map(n => errors(n)),
			[[], ['error_burst'], [], [], [], [], [], ['error_burst']],
		],
		['the first poll of a counter that is high', [errors(9_000_000n)], [[]]],
		['a counter reset', [errors(9_000n), errors(0n), errors(10n)], [[], [], []]],
		['a counter that slips and comes back', [errors(9_000n), errors(3n), errors(9_001n)], [[], [], []]],
		[
			'a counter that slips for two polls',
			[errors(9_000n), errors(3n), errors(4n), errors(9_001n)],
			[[], [], [], []],
		],
		[
			'a reset that is one: errors count again',
			[errors(9_000n), errors(0n), errors(200n)],
			[[], [], ['error_burst']],
		],
		['errors of hours without a poll', [errors(0n), errors(1000n, {after: 36_000})], [[], []]],
		[
			'so many that some minutes must have had them',
			[errors(0n), errors(100_000n, {after: 36_000})],
			[[], ['error_burst']],
		],
		['failed polls between', [errors(0n), failed, failed, errors(90n, {after: 60})], [[], [], [], []]],
		[
			'the training of a line that comes back',
			[errors(0n), {points: [line({up: false}), down({crc_errors: 400n})]}, errors(900n), errors(910n)],
			[[], ['sync_lost'], ['sync_gained'], []],
		],
		[
			'a device that was started anew',
			[
				{points: [router({uptime_seconds: 9000}), port({rx_errors: 5n})]},
				{points: [router({uptime_seconds: 30}), port({rx_errors: 400n})]},
			],
			[[], []],
		],
		['limits of the user', [errors(0n), errors(6n)], [[], ['error_burst']], {limits: ['crc_errors=5/1m']}],
		['a counter turned off', [errors(0n), errors(600n)], [[], []], {limits: ['crc_errors=0/1m']}],
		[
			'errors of an interface',
			[{points: [port({rx_errors: 0n})]}, {points: [port({rx_errors: 100n})]}],
			[[], ['error_burst']],
		],
		[
			'two counters of one direction are one event',
			[
				{points: [down({crc_errors: 0n, errored_seconds: 0n})]},
				{points: [down({crc_errors: 500n, errored_seconds: 50n})]},
			],
			[[], ['error_burst']],
		],
	]))
