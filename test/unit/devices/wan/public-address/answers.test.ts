import {describe, expect, it} from 'vitest'
import {natPmpQuestion, readNatPmp} from '../../../../../src/devices/wan/public-address/nat-pmp.ts'
import {publicAddress} from '../../../../../src/devices/wan/public-address/source.ts'
import {readStun, stunQuestion} from '../../../../../src/devices/wan/public-address/stun.ts'
import {natPmpAnswer, stunAnswer} from '../../../../simulators/udp.ts'

it.each([
	['nat-pmp:192.168.178.1', {by: 'nat-pmp', host: '192.168.178.1', port: 5351}],
	['pcp:192.168.178.1', {by: 'pcp', host: '192.168.178.1', port: 5351}],
	['upnp:192.168.178.1', {by: 'upnp', host: '192.168.178.1', port: 1900}],
	[
		'upnp:http://192.168.178.1:49000/igddesc.xml',
		{by: 'upnp', description: 'http://192.168.178.1:49000/igddesc.xml'},
	],
	['ssh:vps', {by: 'ssh', target: {host: 'vps'}}],
	['ssh:me@vps.example:2222', {by: 'ssh', target: {user: 'me', host: 'vps.example', port: 2222}}],
	['modem:openwrt:192.168.1.1', {by: 'modem', model: 'openwrt', target: {host: '192.168.1.1'}}],
	[
		'modem:zte-h267a:admin@192.168.1.1:8080',
		{by: 'modem', model: 'zte-h267a', target: {user: 'admin', host: '192.168.1.1', port: 8080}},
	],
	['stun:stun.example', {by: 'stun', host: 'stun.example', port: 3478}],
	['stun:stun.example:19302', {by: 'stun', host: 'stun.example', port: 19302}],
	['dns:home.example', {by: 'dns', name: 'home.example'}],
	['dns:home.example@192.0.2.53', {by: 'dns', name: 'home.example', server: '192.0.2.53'}],
	['dns:home.example@127.0.0.1:5353', {by: 'dns', name: 'home.example', server: '127.0.0.1:5353'}],
	['dns:home.example@[2001:db8::53]', {by: 'dns', name: 'home.example', server: '[2001:db8::53]'}],
	['https://vps.example/ip', {by: 'url', url: 'https://vps.example/ip'}],
	['http://vps.example:8080/ip?v=4#ip', {by: 'url', url: 'http://vps.example:8080/ip?v=4', key: 'ip'}],
])('reads %s', (text, expected) => {
	expect(publicAddress(text)).toEqual(expected)
})

it.each([
	'',
	'modem:openwrt',
	'modem:broadcom:192.168.1.1',
	'upnp:https://a/',
	'upnp',
	'pcp:',
	'nat-pmp',
	'nat-pmp:',
	'stun:a:99999',
	'dns:',
	'dns:a@b',
	'whatismyip',
	'https://',
	'ftp://a/',
])('refuses %j', text => {
	expect(() => publicAddress(text)).toThrow(/use modem:MODEL|is no port/)
})

describe('NAT-PMP', () => {
	it('asks with two zeros, and reads four bytes', () => {
		expect([...natPmpQuestion]).toEqual([0, 0])
		expect(readNatPmp(natPmpAnswer('203.0.113.7'))).toBe('203.0.113.7')
	})

	it('says why there is no address', () => {
		expect(() => readNatPmp(natPmpAnswer('0.0.0.0', 3))).toThrow('it has no address itself')
		expect(() => readNatPmp(natPmpAnswer('0.0.0.0', 77))).toThrow('result 77')
	})

	it.each([
		['nothing', Buffer.alloc(0)],
		['another version', Buffer.from([2, ...natPmpAnswer('1.2.3.4').subarray(1)])],
		['the answer to another question', Buffer.from([0, 129, ...natPmpAnswer('1.2.3.4').subarray(2)])],
		['half an answer', natPmpAnswer('1.2.3.4').subarray(0, 10)],
	])('passes over %s', (_what, bytes) => {
		expect(readNatPmp(bytes)).toBeUndefined()
	})
})

describe('STUN', () => {
	const question = Buffer.from(stunQuestion())

	it('asks as RFC 8489 says, with another transaction each time', () => {
		expect(question.subarray(0, 8).toString('hex')).toBe('000100002112a442')
		expect(question).toHaveLength(20)
		expect(Buffer.from(stunQuestion()).equals(question)).toBe(false)
	})

	it.each(['203.0.113.7', '0.0.0.1', '255.255.255.254', '33.18.164.66'])('reads %s', address => {
		expect(readStun(stunAnswer(question, address), question)).toBe(address)
	})

	it('reads the example of RFC 5769, 2.2', () => {
		const answer = Buffer.from(
			'0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a64300080014' +
				'2b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96',
			'hex',
		)
		expect(readStun(answer, answer)).toBe('192.0.2.1')
	})

	it('passes over what is no answer to it', () => {
		const good = stunAnswer(question, '203.0.113.7')
		expect(readStun(stunAnswer(Buffer.from(stunQuestion()), '203.0.113.7'), question)).toBeUndefined()
		for (let length = 0; length < good.length; length++) {
			expect(readStun(good.subarray(0, length), question)).toBeUndefined()
		}
		const ipv6 = Buffer.from(good)
		ipv6[ipv6.length - 7] = 2
		expect(readStun(ipv6, question)).toBeUndefined()
	})
})
