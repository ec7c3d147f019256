import {describe, expect, it} from 'vitest'
import {withoutPeople} from '../../../../src/devices/freebox/capture.ts'

const replaced = (question: string, answer: string): string =>
	withoutPeople([{question: `GET ${question}`, answer}])[0]?.answer ?? ''

describe('a capture without people', () => {
	it.each([
		['call/log/', '{"name":"Zoé","number":"0102030405"}', '{"name":"name1","number":"0199000001"}'],
		['call/log/', '{"name":"+33102030405","number":"**1"}', '{"name":"0199000001","number":"**1"}'],
		[
			'lan/browser/pub/',
			'{"names":[{"name":"a \\"b\\"","source":"dhcp"}]}',
			'{"names":[{"name":"name1","source":"dhcp"}]}',
		],
		// Of these names the next question is made.
		['lan/browser/interfaces/', '[{"name":"pub"}]', '[{"name":"pub"}]'],
		['vpn/', '[{"name":"openvpn_routed"}]', '[{"name":"openvpn_routed"}]'],
		[
			'system/',
			'{"serial":"957601J19","name":"fbxgw9-r1\\/full"}',
			'{"serial":"000000A01","name":"fbxgw9-r1\\/full"}',
		],
		[
			'wifi/ap/0/neighbors',
			'{"bssid":"02:AA:00:00:00:01","ssid":"voisin"}',
			'{"bssid":"02:00:5E:00:00:01","ssid":"name1"}',
		],
		[
			'wifi/ap/0/stations/',
			'{"id":"00:24:D4:AC:DC:88-18:af:36:15:69:42"}',
			'{"id":"02:00:5E:00:00:01-02:00:5e:00:00:02"}',
		],
		['vm/', '{"disk_path":"RGlzcXVl","cd_path":""}', '{"disk_path":"L3BhdGgx","cd_path":""}'],
		['vpn_client/config/', '{"remote_addr":"192.0.2.7"}', '{"remote_addr":"192.0.2.7"}'],
		['vpn_client/config/', '{"remote_host":"vpn.zoe.fr"}', '{"remote_host":"host1.example"}'],
		// A body that was cut within a name.
		['dhcp/dynamic_lease/', '[{"hostname":"MacBook de Zo', '[{"hostname":"name1'],
		['dhcp/dynamic_lease/', '<html>Zut</html>', '<html>Zut</html>'],
	])('%s %s', (question, answer, expected) => {
		expect(replaced(question, answer)).toBe(expected)
	})

	it('gives the same stand-in to the same value, whatever its key and its answer', () => {
		const capture = withoutPeople([
			{question: 'GET dhcp/dynamic_lease/', answer: '{"mac":"AA:BB:CC:00:00:01","hostname":"tv"}'},
			{question: 'GET lan/browser/pub/', answer: '{"id":"ether-aa:bb:cc:00:00:01","primary_name":"tv"}'},
			{question: 'GET switch/status/', answer: '{"mac":"AA:BB:CC:00:00:02","hostname":"pc"}'},
		])
		expect(capture.map(({answer}) => answer)).toEqual([
			'{"mac":"02:00:5E:00:00:01","hostname":"name1"}',
			'{"id":"ether-02:00:5e:00:00:01","primary_name":"name1"}',
			'{"mac":"02:00:5E:00:00:02","hostname":"name2"}',
		])
	})
})
