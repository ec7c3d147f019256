import {describe, expect, it} from 'vitest'
import {
	down,
	gateway,
	kindsOf,
	line,
	port,
	router,
	type SeriesOptions,
	type Step,
	series,
	wan,
} from './series.ts'

/** What a case says, its polls, and the kinds found in each. */
type Case = [name: string, steps: Step[], kinds: string[][], options?: SeriesOptions]

const check = (cases: Case[]) =>
	it.each(cases)('%s', (_name, steps, kinds, options) => expect(kindsOf(steps, options)).toEqual(kinds))

const up = (uptime_seconds: number, more = {}) => ({points: [line({up: true, uptime_seconds, ...more})]})
const lost = {points: [line({up: false, state: 'training'})]}
const failed = {result: 'timeout'}
const errors = (crc_errors: bigint, more: Partial<Step> = {}): Step => ({
	...more,
	points: [line({up: true}), down({crc_errors})],
})

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

describe('wan_ip_changed', () =>
	check([
		[
			'another address',
			[{points: [wan({ipv4: '203.0.113.5'})]}, {points: [wan({ipv4: '203.0.113.9'})]}],
			[[], ['wan_ip_changed']],
		],
		['the first address', [{points: [wan({up: true})]}, {points: [wan({ipv4: '203.0.113.5'})]}], [[], []]],
		[
			'an address that comes back',
			[
				{ipv4: '203.0.113.5'},
				{up: false},
				{ipv4: '0.0.0.0'},
				{up: false, ipv4: '192.168.1.9'},
				{up: true, ipv4: '203.0.113.5'},
			].map(fields => ({points: [wan(fields)]})),
			[[], [], [], [], ['interface_up']],
		],
		[
			'failed polls between',
			[{points: [wan({ipv4: '203.0.113.5'})]}, failed, {points: [wan({ipv4: '203.0.113.5'})]}],
			[[], [], []],
		],
		[
			'changed while polls failed',
			[{points: [wan({ipv4: '203.0.113.5'})]}, failed, {points: [wan({ipv4: '203.0.113.9'})]}],
			[[], [], ['wan_ip_changed']],
		],
		[
			'another host part of IPv6, another spelling',
			['2001:db8:1:2::1', '2001:0DB8:1:2:aaaa:1:2:3', '2001:db8:1:2::/56', 'fe80::1', '::'].map(ipv6 => ({
				points: [wan({ipv6})],
			})),
			[[], [], ['wan_ip_changed'], [], []],
		],
		[
			'another network of IPv6, with another IPv4 address, is one event',
			[
				{points: [wan({ipv4: '203.0.113.5', ipv6: '2001:db8:1:2::1'})]},
				{points: [wan({ipv4: '203.0.113.9', ipv6: '2001:db8:1:3::1'})]},
			],
			[[], ['wan_ip_changed']],
		],
	]))

describe('cgnat_detected and cgnat_cleared', () => {
	const seen = (ipv4: string, cgnat: boolean, more = {}) => ({points: [wan({ipv4, cgnat, ...more})]})
	check([
		[
			'with another address',
			[
				seen('203.0.113.5', false),
				seen('100.64.0.9', true),
				seen('100.64.0.9', true),
				seen('203.0.113.5', false),
			],
			[[], ['wan_ip_changed', 'cgnat_detected'], [], ['wan_ip_changed', 'cgnat_cleared']],
		],
		['the first poll', [seen('100.64.0.9', true)], [[]]],
		[
			'a verdict that changes once',
			[seen('203.0.113.5', false), seen('203.0.113.5', true), seen('203.0.113.5', false)],
			[[], [], []],
		],
		[
			'a verdict that holds',
			[seen('203.0.113.5', false), seen('203.0.113.5', true), seen('203.0.113.5', true)],
			[[], [], ['cgnat_detected']],
		],
		[
			'doubts apart are no verdict',
			[false, true, false, true, false].map(cgnat => seen('203.0.113.5', cgnat)),
			[[], [], [], [], []],
		],
		[
			'a connection that is down',
			[
				seen('203.0.113.5', false, {up: true}),
				seen('192.168.0.2', true, {up: false}),
				seen('203.0.113.5', false, {up: true}),
			],
			[[], ['interface_down'], ['interface_up']],
		],
	])
})

describe('gateways and interfaces', () =>
	check([
		[
			'a gateway that goes and comes back',
			[true, false, false, true].map(state => ({points: [gateway({up: state})]})),
			[[], ['gateway_down'], [], ['gateway_up']],
		],
		[
			'a gateway that is pending',
			[
				{points: [gateway({up: true})]},
				{points: [gateway({state: 'pending'})]},
				{points: [gateway({up: true})]},
			],
			[[], [], []],
		],
		[
			'failed polls',
			[{points: [gateway({up: true})]}, failed, {points: [gateway({up: true})]}],
			[[], [], []],
		],
		[
			'an interface',
			[true, false, true].map(state => ({points: [port({up: state})]})),
			[[], ['interface_down'], ['interface_up']],
		],
		[
			'an interface that vanishes and comes back',
			[{points: [port({up: true})]}, {}, {points: [port({up: true})]}],
			[[], [], []],
		],
		['an interface that is new', [{}, {points: [port({up: false})]}], [[], []]],
		[
			'an interface that is down from the start',
			[{points: [port({up: false})]}, {points: [port({up: false})]}],
			[[], []],
		],
		[
			'one that a device shows twice',
			[true, false].map(state => ({points: [wan({up: state}, 'igb0'), port({up: state}, 'igb0')]})),
			[[], ['interface_down']],
		],
		[
			'one that a device shows twice, once with an alias',
			[true, false].map(state => ({
				points: [wan({up: state}, 'igb0'), {...port({up: state}), tags: {interface: 'igb0', alias: 'WAN'}}],
			})),
			[[], ['interface_down']],
		],
	]))

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

describe('says it in a sentence', () => {
	const said = (steps: Step[]) =>
		series(steps)
			.flat()
			.map(({message, from, to}) => [message, from, to])

	it('with the time that it took', () => {
		const outage = [up(500), {points: [line({up: false, state: 'handshake'})]}, {...up(20), after: 300}]
		expect(said(outage)).toEqual([
			['The line of fake box lost sync', 'showtime', 'handshake'],
			['The line of fake box is in sync again after 5 min', 'handshake', 'showtime'],
		])
		expect(said([failed, failed, failed, {after: 600}])).toEqual([
			['fake box could not be read 3 times in a row: timeout', 'ok', 'timeout'],
			['fake box can be read again after 12 min', 'unreachable', 'ok'],
		])
	})

	it('with what was and what is', () => {
		expect(said([{points: [wan({ipv4: '203.0.113.5'})]}, {points: [wan({ipv4: '203.0.113.9'})]}])).toEqual([
			[
				'The address of the interface pppoe0 of fake box changed from 203.0.113.5 to 203.0.113.9',
				'203.0.113.5',
				'203.0.113.9',
			],
		])
		expect(said([errors(0n), errors(312n)])).toEqual([
			[
				'The line of fake box (down) has errors: 312 crc_errors in 5 min',
				undefined,
				'312 crc_errors in 5 min',
			],
		])
		expect(said([up(500, {resyncs: 1n}), up(5, {resyncs: 4n})]).map(([message]) => message)).toEqual([
			'The line of fake box was synchronised anew 3 times',
		])
	})
})
