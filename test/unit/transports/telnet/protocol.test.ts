import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {encodeTelnet, TelnetDecoder} from '../../../../src/transports/telnet/protocol.ts'

/** A segment from text and bytes: `bytes('a', 255, 'b')`. */
const bytes = (...parts: (string | number)[]): Buffer =>
	Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.of(part))))

/** What a fresh decoder makes of the segments: the text, and the answers as numbers. */
function decode(...segments: Buffer[]): {data: string; reply: number[]} {
	const decoder = new TelnetDecoder()
	const parts = segments.map(segment => decoder.decode(segment))
	return {
		data: Buffer.concat(parts.map(({data}) => data)).toString('latin1'),
		reply: parts.flatMap(({reply}) => [...reply]),
	}
}

describe('TelnetDecoder', () => {
	it.each<[string, Buffer, string, number[]]>([
		['plain text', bytes('abc\r\n'), 'abc\r\n', []],
		['WILL ECHO is welcome', bytes(255, 251, 1), '', [255, 253, 1]],
		['WILL SUPPRESS-GO-AHEAD is welcome', bytes(255, 251, 3), '', [255, 253, 3]],
		['DO SUPPRESS-GO-AHEAD is done', bytes(255, 253, 3), '', [255, 251, 3]],
		['DO ECHO is refused', bytes(255, 253, 1), '', [255, 252, 1]],
		['DO NAWS and DO TTYPE are refused', bytes(255, 253, 31, 255, 253, 24), '', [255, 252, 31, 255, 252, 24]],
		['WILL of an unknown option is refused', bytes(255, 251, 99), '', [255, 254, 99]],
		['WONT and DONT of what is off need no answer', bytes(255, 252, 1, 255, 254, 24), '', []],
		['what is already so is not acknowledged', bytes(255, 251, 1, 255, 251, 1), '', [255, 253, 1]],
		[
			'an option that goes off is acknowledged',
			bytes(255, 251, 1, 255, 252, 1),
			'',
			[255, 253, 1, 255, 254, 1],
		],
		[
			'commands in the middle of text',
			bytes('a', 255, 241, 'b', 255, 249, 'c', 255, 253, 24),
			'abc',
			[255, 252, 24],
		],
		['a doubled 255 is data', bytes('a', 255, 255, 'b'), 'a\u00ffb', []],
		['parameters are skipped', bytes('a', 255, 250, 24, 1, 255, 240, 'b'), 'ab', []],
		['a doubled 255 in parameters', bytes(255, 250, 99, 255, 255, 240, 1, 255, 240, 'b'), 'b', []],
		['CR NUL is CR', bytes('a\r\0b\r\n'), 'a\rb\r\n', []],
		['a command between CR and NUL', bytes('a\r', 255, 241, '\0b'), 'a\rb', []],
	])('%s', (_name, segment, data, reply) => {
		expect(decode(segment)).toEqual({data, reply})
	})

	it('reads the same however the bytes are cut', () => {
		const usual = fc.constantFrom(255, 250, 240, 251, 253, 1, 3, 13, 0)
		const noisy = fc.array(fc.oneof(fc.integer({min: 0, max: 255}), usual))
		fc.assert(
			fc.property(noisy, fc.array(fc.nat(40)), (stream, cuts) => {
				const segments: Buffer[] = []
				let rest = Buffer.from(stream)
				for (const cut of cuts) {
					segments.push(rest.subarray(0, cut))
					rest = rest.subarray(cut)
				}
				expect(decode(...segments, rest)).toEqual(decode(Buffer.from(stream)))
			}),
		)
	})

	it('gives back what encodeTelnet sends', () => {
		fc.assert(
			fc.property(fc.uint8Array(), data => {
				expect(decode(encodeTelnet(data)).data).toBe(Buffer.from(data).toString('latin1'))
			}),
		)
	})

	it('does not argue for ever', () => {
		const round = bytes(255, 251, 1, 255, 252, 1, 255, 253, 24)
		const {reply} = decode(Buffer.concat(Array.from({length: 10_000}, () => round)))
		expect(reply.length).toBeLessThan(100)
	})
})

it('sends a bare CR as CR NUL and CR LF as it is', () => {
	expect([...encodeTelnet(bytes('a\rb\r\n', 255))]).toEqual([97, 13, 0, 98, 13, 10, 255, 255])
})
