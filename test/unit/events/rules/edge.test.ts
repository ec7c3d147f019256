import {describe} from 'vitest'
import {check, failed} from '../cases.ts'
import {gateway, port, wan} from '../series.ts'

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
