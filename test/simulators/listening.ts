import type http from 'node:http'
import type https from 'node:https'
import type {AddressInfo, Socket} from 'node:net'

export interface Listening {
	readonly port: number
	readonly url: string
	close(): Promise<void>
}

/**
 * Lets a server of HTTP listen on loopback. `onConnection` is called at each TLS handshake, or connection where there is
 * no TLS; `close` ends the connections too.
 */
export async function listen(
	server: http.Server | https.Server,
	isTls: boolean,
	onConnection: () => void,
): Promise<Listening> {
	const sockets = new Set<Socket>()
	server.on(isTls ? 'secureConnection' : 'connection', onConnection)
	server.on('connection', (socket: Socket) => {
		sockets.add(socket)
		socket.on('error', () => {}).once('close', () => sockets.delete(socket))
	})
	server.on('tlsClientError', () => {})
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
	const {port} = server.address() as AddressInfo
	return {
		port,
		url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`,
		async close() {
			for (const socket of sockets) socket.destroy()
			await new Promise(resolve => server.close(resolve))
		},
	}
}
