import {once} from 'node:events'
import net from 'node:net'

const COLUMNS = [
	'rx_bytes',
	'rx_packets',
	'rx_dropped',
	'rx_errors',
	'tx_bytes',
	'tx_packets',
	'tx_dropped',
	'tx_errors',
]

export interface IfstatServerOptions {
	/** The server's list, fixed when it starts. */
	readonly listed?: readonly string[]
	/** What exists: the eight counters by interface. May change while the server runs. */
	readonly existing: Map<string, readonly (number | bigint)[]>
	/** Under Python 3 the reply is a text and not bytes: the connection closes without a byte. */
	readonly python3?: boolean
	/** Answers in this way instead of its own; undefined: its own. May change while the server runs. */
	misbehave?: ((socket: net.Socket, reply: string) => void) | undefined
}

/** ifstat.py as it is: four bytes in, one reply out, and a bare close for everything that it does not like. */
export async function startIfstatServer(options: IfstatServerOptions) {
	const {existing, listed = [...existing.keys()]} = options
	const sockets = new Set<net.Socket>()
	const counts = {connections: 0, requests: 0}
	const server = net.createServer({noDelay: true}, socket => {
		counts.connections++
		sockets.add(socket)
		socket.on('close', () => sockets.delete(socket)).on('error', () => {})
		socket.on('data', bytes => {
			// recv(4): two bytes that arrive alone are a request of two bytes.
			for (let at = 0; at < bytes.length && socket.writable; at += 4) {
				counts.requests++
				const missing = listed.some(name => !existing.has(name))
				if (bytes.toString('latin1', at, at + 4) !== 'data' || missing || options.python3) {
					socket.end()
					return
				}
				const reply = replyOf(listed, existing)
				if (options.misbehave === undefined) socket.write(reply)
				else options.misbehave(socket, reply)
			}
		})
	})
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	return {
		port: (server.address() as net.AddressInfo).port,
		options,
		counts,
		/** As when its process ends. */
		disconnect() {
			for (const socket of sockets) socket.destroy()
		},
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) socket.destroy()
			server.close()
			await once(server, 'close')
		},
	}
}

function replyOf(listed: readonly string[], existing: IfstatServerOptions['existing']): string {
	const rows = listed.map(name => `${name},${existing.get(name)?.join(',')}\n`)
	return `itf,${COLUMNS.join(',')}\n${rows.join('')}\r\n`
}
