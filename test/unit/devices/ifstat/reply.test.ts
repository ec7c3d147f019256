import {expect, it} from 'vitest'
import {parseReply} from '../../../../src/devices/ifstat/reply.ts'

const HEADER = 'itf,rx_bytes,rx_packets,rx_dropped,rx_errors,tx_bytes,tx_packets,tx_dropped,tx_errors\n'
const EIGHT = {
	rx_bytes: 1n,
	rx_packets: 2n,
	rx_dropped: 3n,
	rx_errors: 4n,
	tx_bytes: 5n,
	tx_packets: 6n,
	tx_dropped: 7n,
	tx_errors: 8n,
}

it.each([
	['eth0,1,2,3,4,5,6,7,8\n', [{name: 'eth0', counters: EIGHT}]],
	['a,b=c,1,2,3,4,5,6,7,8\n', [{name: 'a,b=c', counters: EIGHT}]],
	[
		'it\'s"$x,1,2,3,4,5,6,7,8\n-rf,1,2,3,4,5,6,7,8\n',
		[
			{name: 'it\'s"$x', counters: EIGHT},
			{name: '-rf', counters: EIGHT},
		],
	],
])('reads %j', (rows, interfaces) => {
	expect(parseReply(`${HEADER}${rows}\r\n`)).toEqual({interfaces, warnings: []})
})

it('finds columns by name, and leaves out those it does not know', () => {
	const {interfaces} = parseReply('itf,tx_bytes,colour,rx_bytes\neth0,5,7,1\n\r\n')
	expect(interfaces).toEqual([{name: 'eth0', counters: {rx_bytes: 1n, tx_bytes: 5n}}])
})

it('keeps every digit of a counter', () => {
	const {interfaces} = parseReply(`${HEADER}eth0,18446744073709551615,2,3,4,5,6,7,8\n\r\n`)
	expect(interfaces[0]?.counters.rx_bytes).toBe(18446744073709551615n)
})

it('leaves out a row that it cannot read, and no other', () => {
	const {interfaces, warnings} = parseReply(`${HEADER}eth0,x,2,3,4,5,6,7,8\n1,2\neth1,1,2,3,4,5,6,7,8\n\r\n`)
	expect(interfaces).toEqual([{name: 'eth1', counters: EIGHT}])
	expect(warnings).toEqual([
		'A row of the reply is unusable: "eth0,x,2,3,4,5,6,7,8"',
		'A row of the reply is unusable: "1,2"',
	])
})

it('warns where the server lists nothing', () => {
	expect(parseReply(`${HEADER}\r\n`)).toEqual({
		interfaces: [],
		warnings: ['The server lists no interfaces: see INTERFACES in its ifstat.py'],
	})
})

it.each(['\r\n', 'SSH-2.0-OpenSSH_9.2\r\n', 'HTTP/1.1 400 Bad Request\r\n', 'itf\n\r\n'])(
	'refuses %j',
	text => {
		expect(() => parseReply(text)).toThrow('no ifstat.py server')
	},
)
