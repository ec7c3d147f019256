import {expect, it} from 'vitest'
import {classOf, isCgnat} from '../../../../src/devices/wan/cgnat.ts'

it.each([
	['100.64.0.0', 'cgnat', true],
	['100.127.255.255', 'cgnat', true],
	['100.63.255.255', 'public', false],
	['100.128.0.0', 'public', false],
	['9.255.255.255', 'public', false],
	['10.0.0.0', 'private', true],
	['10.255.255.255', 'private', true],
	['11.0.0.0', 'public', false],
	['172.15.255.255', 'public', false],
	['172.16.0.0', 'private', true],
	['172.31.255.255', 'private', true],
	['172.32.0.0', 'public', false],
	['192.167.255.255', 'public', false],
	['192.168.0.0', 'private', true],
	['192.168.255.255', 'private', true],
	['192.169.0.0', 'public', false],
	['192.0.0.0', 'dslite', true],
	['192.0.0.7', 'dslite', true],
	['192.0.0.8', 'special', undefined],
	['192.0.0.255', 'special', undefined],
	['192.0.1.0', 'public', false],
	['192.0.2.1', 'public', false],
	['198.51.100.9', 'public', false],
	['203.0.113.7', 'public', false],
	['169.253.255.255', 'public', false],
	['169.254.0.0', 'linklocal', undefined],
	['169.254.255.255', 'linklocal', undefined],
	['169.255.0.0', 'public', false],
	['127.0.0.1', 'loopback', undefined],
	['128.0.0.0', 'public', false],
	['223.255.255.255', 'public', false],
	['224.0.0.1', 'special', undefined],
	['240.0.0.1', 'special', undefined],
	['255.255.255.255', 'special', undefined],
	['0.0.0.0', 'none', undefined],
	['1.0.0.0', 'public', false],
	['', undefined, undefined],
	['---', undefined, undefined],
	['256.1.1.1', undefined, undefined],
	['1.2.3', undefined, undefined],
	['1.2.3.4.5', undefined, undefined],
	['2001:db8::1', undefined, undefined],
])('%s is %s', (address, is, cgnat) => {
	expect(classOf(address)).toBe(is)
	expect(isCgnat(address)).toBe(cgnat)
})

it.each([
	['the same address', '203.0.113.7', false],
	['another', '198.51.100.1', true],
	['one that is translated itself', '100.64.3.2', true],
	['one of IPv6, which says nothing about IPv4', '2001:db8::1', false],
	['none', '0.0.0.0', false],
	['no address', 'busy', false],
])('seen from outside as %s', (_what, seen, expected) => {
	expect(isCgnat('203.0.113.7', seen)).toBe(expected)
})
