import {describe} from 'vitest'
import {check, failed} from '../cases.ts'
import {wan} from '../series.ts'

describe('wan_ip_changed', () =>
	check([
		[
			'another address',
			[{points: [wan({ipv4: '203.0.113.5'})]}, {points: [wan({ipv4: '203.0.113.9'})]}],
			[[], ['wan_ip_changed']],
		],
		[
			'another address, both hidden by --anonymize',
			[{points: [wan({ipv4: 'fa8abaaa704a'})]}, {points: [wan({ipv4: 'd61a79098461'})]}],
			[[], ['wan_ip_changed']],
		],
		[
			'an address that is hidden from now on',
			[{points: [wan({ipv4: '203.0.113.5'})]}, {points: [wan({ipv4: 'd61a79098461'})]}],
			[[], []],
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
