import {expect, it} from 'vitest'
import {isCgnat} from '../../../../src/devices/wan/cgnat.ts'

it.each([
	['100.64.0.0', true],
	['100.127.255.255', true],
	['100.63.255.255', false],
	['100.128.0.0', false],
	['10.1.2.3', true],
	['172.16.0.1', true],
	['172.32.0.1', false],
	['192.168.1.2', true],
	['203.0.113.7', false],
	['---', undefined],
	['256.1.1.1', undefined],
	['2001:db8::1', undefined],
])('of %s is %s', (address, expected) => {
	expect(isCgnat(address)).toBe(expected)
})

it('is true where another address is seen from outside', () => {
	expect(isCgnat('203.0.113.7', '198.51.100.1')).toBe(true)
	expect(isCgnat('203.0.113.7', '203.0.113.7')).toBe(false)
})
