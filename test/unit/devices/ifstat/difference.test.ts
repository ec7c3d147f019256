import fc from 'fast-check'
import {expect, it} from 'vitest'
import {byteLimit, difference} from '../../../../src/devices/ifstat/difference.ts'

it.each([
	{p: 1000n, c: 1500n, growth: 500n},
	{p: 4294967000n, c: 704n, speed: 1000, growth: 1000n},
	{p: 4294967295n, c: 0n, growth: 1n},
	{p: 3000000000n, c: 100n, speed: 1000, growth: undefined},
	{p: 3000000000n, c: 100n, speed: 1000, seconds: 30, growth: 1294967396n},
	{p: 3000000000n, c: 100n, growth: undefined},
	{p: 18446744073709551615n, c: 4n, growth: 5n},
	{p: 5000000000n, c: 20n, growth: undefined},
	// A counter of 32 bits never shows 2^32 itself.
	{p: 4294967296n, c: 5n, growth: undefined},
	{p: 9007199254740993n, c: 9007199254740995n, growth: 2n},
	{p: 700n, c: 700n, growth: 0n},
])('from $p to $c at $speed Mbit/s is $growth', ({p, c, speed, seconds = 1, growth}) => {
	expect(difference(p, c, speed === undefined ? undefined : byteLimit(speed, seconds))).toBe(growth)
})

it('undoes any small growth, whether the counter is 32 or 64 bit wide', () => {
	for (const bits of [32, 64]) {
		const value = fc.bigInt(0n, 2n ** BigInt(bits) - 1n)
		fc.assert(
			fc.property(value, fc.bigInt(0n, 100_000n), (p, growth) => {
				expect(difference(p, BigInt.asUintN(bits, p + growth))).toBe(growth)
			}),
		)
	}
})
