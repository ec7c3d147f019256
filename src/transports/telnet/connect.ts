import net from 'node:net'
import {connectError} from '../connect-error.ts'

/** Opens a TCP connection. Rejects with a `ConnectError`, or with the reason of the signal. */
export async function connect(host: string, port: number, signal: AbortSignal): Promise<net.Socket> {
	signal.throwIfAborted()
	const {promise, resolve, reject} = Promise.withResolvers<net.Socket>()
	const socket = net.connect({host, port, noDelay: true})
	const aborted = () => {
		socket.destroy()
		reject(signal.reason)
	}
	signal.addEventListener('abort', aborted, {once: true})
	socket.once('connect', () => resolve(socket))
	socket.once('error', cause => reject(connectError(placeOf(host, port), cause)))
	try {
		return await promise
	} finally {
		signal.removeEventListener('abort', aborted)
	}
}

/** Host and port as messages name them. */
export const placeOf = (host: string, port: number): string =>
	host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
