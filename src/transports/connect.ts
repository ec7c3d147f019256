import net from 'node:net'
import {connectError, placeOf} from './connect-error.ts'

/** Opens a TCP connection without Nagle's delay. Rejects with a `ConnectError` or the reason of the signal. */
export async function connect<S extends net.Socket = net.Socket>(
	host: string,
	port: number,
	signal: AbortSignal,
	socket = new net.Socket({noDelay: true}) as S,
): Promise<S> {
	signal.throwIfAborted()
	const {promise, resolve, reject} = Promise.withResolvers<void>()
	const abort = () => reject(signal.reason)
	signal.addEventListener('abort', abort, {once: true})
	socket.once('connect', resolve)
	socket.once('error', error => reject(connectError(placeOf(host, port), error)))
	socket.connect({host, port})
	try {
		await promise
	} catch (error) {
		socket.on('error', () => {}).destroy()
		throw error
	} finally {
		signal.removeEventListener('abort', abort)
	}
	return socket
}
