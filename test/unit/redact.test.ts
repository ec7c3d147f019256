import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import {createRedact} from '../../src/redact.ts'

const redact = (text: string, secrets: readonly string[] = []) => createRedact(secrets, [text])(text)

describe('replaces', () => {
	it.each([
		['MAC 00-1D-AA-12-34-56.', 'MAC 02-00-5E-00-00-01.'],
		['"mac":"00:1d:aa:12:34:56"', '"mac":"02:00:5e:00:00:01"'],
		['001d.aa12.3456 and 001d.aa12.3457', '0200.5e00.0001 and 0200.5e00.0002'],
		['MAC Address: 001DAA123456', 'MAC Address: 02005E000001'],
		[
			'WAN IP: 81.2.69.142 gw 81.2.69.1, again 81.2.69.142',
			'WAN IP: 192.0.2.1 gw 192.0.2.2, again 192.0.2.1',
		],
		['8.8.8.8:53', '192.0.2.1:53'],
		['2a01:e34:ec12:3450::1/64', '2001:db8::1/64'],
		['[2A01:E34:ec12:3450::1]:443', '[2001:db8::1]:443'],
		['fe80::21d:aaff:fe12:3456%eth0', 'fe80::1%eth0'],
		['Serial Number : 1A2B3C4D5E', 'Serial Number : 0A0A0A0A01'],
		[
			'"serial":"762401A161703427", "id":"762401A161703427"',
			'"serial":"000000A000000001", "id":"000000A000000001"',
		],
		['{"session_token":"35JYdQ/+x","challenge":"VzhbtpR4"}', '{"session_token":"***","challenge":"***"}'],
		['PPP password = geheim!, wpa_psk: "x y"', 'PPP password = ***, wpa_psk: "***"'],
		['S/N: ABC-12345', 'S/N: AAA-00001'],
		['username: 00123456#0001@t-online.de', 'username: user1@example.net'],
	])('%j by %j', (text, redacted) => {
		expect(redact(text)).toBe(redacted)
	})

	it('secrets, the longest first', () => {
		expect(redact('pass: hunter22, hunter2', ['hunter2', 'hunter22'])).toBe('pass: ***, ***')
	})

	it('without moving the columns behind', () => {
		expect(redact('WAN1  81.2.69.142    up\nWAN2  8.8.8.8    up\n')).toBe(
			'WAN1  192.0.2.1      up\nWAN2  192.0.2.2  up\n',
		)
	})

	it('the same alike in all texts of a capture', () => {
		const texts = ['ip 81.2.69.142, serial: 123456X', 'ip 9.9.9.9', 'ip 81.2.69.142, 123456X']
		const all = createRedact([], texts)
		expect(texts.map(all)).toEqual([
			'ip 192.0.2.1, serial: 000001A'.replace('000001A', '0000001'),
			'ip 192.0.2.2',
			'ip 192.0.2.1, 0000001',
		])
	})

	it('more addresses than one network has', () => {
		const addresses = Array.from({length: 300}, (_, index) => `81.2.${index >> 8}.${index & 255}`)
		expect(new Set(redact(addresses.join(' ')).split(' ')).size).toBe(300)
	})
})

describe('leaves', () => {
	it.each([
		'sys.class.xdsl.@line0.Status [string] = Up',
		'192.168.1.1 10.1.2.3 172.16.0.1 100.64.1.1 127.0.0.1 169.254.1.1 0.0.0.0',
		'255.255.255.0 224.0.0.1 255.255.255.255',
		'192.0.2.7 198.51.100.7 203.0.113.7 2001:db8::7 fd00::1 ::1 ::',
		'Firmware Version : 3.8.12.2',
		'VDSL Firmware Version   : 05-07-06-0D-01-07',
		'1.3.6.1.4.1 and 1.2.3',
		'12:34:56 and 2026-11-21 10:20:30',
		'ff:ff:ff:ff:ff:ff 00-00-00-00-00-00',
		'b5:00:42:44:43:4d:a4:5f',
		'Serial port: enabled',
		'Password: ',
		'{"password_set":true,"token_count":12,"password":null}',
		'  DS Actual Rate     :  96231000 bps   US Actual Rate     : 36997000 bps',
		'vendor B5004244434DA45F',
	])('%j', text => {
		expect(redact(text)).toBe(text)
	})

	it('what is redacted already', () => {
		const once = redact('81.2.69.142 00:1d:aa:12:34:56 2a01:e34::1 fe80::21d:aaff:fe12:3456')
		expect(redact(once)).toBe(once)
	})

	it('every number of the fixtures of modems', () => {
		const folder = 'fixtures/draytek'
		const files = fs.readdirSync(folder).filter(name => name.endsWith('.txt'))
		expect(files).not.toHaveLength(0)
		for (const file of files) {
			const text = fs.readFileSync(`${folder}/${file}`, 'utf8')
			const [before, after] = [text.split('\n'), redact(text).split('\n')]
			const changed = before.filter((line, index) => line !== after[index])
			for (const line of changed)
				expect(line).toMatch(/mac|ip|addr|serial|dns|gateway|wan|\d+\.\d+\.\d+\.\d+/i)
		}
	})
})
