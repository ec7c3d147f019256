import {once} from 'node:events'
import net from 'node:net'
import {expect, it} from 'vitest'
import {startIfstatServer} from '../simulators/ifstat-server.ts'

const REPLY =
	'itf,rx_bytes,rx_packets,rx_dropped,rx_errors,tx_bytes,tx_packets,tx_dropped,tx_errors\n' +
	'eth0,4200,14,14,0,12000,200,0,0\n' +
	'eth1,8400,28,28,0,64000,400,0,0\n' +
	'\r\n'

/** What ifstat.py says to these segments, and whether it closes; measured on the original under Python 2.7. */
it.each([
	[['data'], REPLY, false],
	[['data', 'data'], REPLY + REPLY, false],
	[['datadata'], REPLY + REPLY, false],
	[['da', 'ta'], '', true],
	[['data\n'], REPLY, true],
	[['data\r\n'], REPLY, true],
	[['DATA'], '', true],
])('simulates the answer to %j', async (segments, answer, closes) => {
	await using server = await startIfstatServer({
		existing: new Map([
			['eth0', [4200, 14, 14, 0, 12000, 200, 0, 0]],
			['eth1', [8400, 28, 28, 0, 64000, 400, 0, 0]],
		]),
	})
	const socket = net.connect({host: '127.0.0.1', port: server.port, noDelay: true})
	await once(socket, 'connect')
	let received = ''
	let closed = false
	socket.on('data', bytes => {
		received += bytes.toString()
	})
	socket.on('end', () => {
		closed = true
	})
	socket.on('error', () => {})
	for (const segment of segments) {
		const before = server.counts.requests
		socket.write(segment)
		await expect.poll(() => server.counts.requests).toBeGreaterThan(before)
		if (closes) break
	}
	await expect.poll(() => received).toBe(answer)
	await expect.poll(() => closed).toBe(closes)
	socket.destroy()
})
