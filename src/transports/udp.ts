import {createSocket} from 'node:dgram'
import {connectError} from './connect-error.ts'

export interface UdpQuestion<T> {
	readonly host: string
	readonly port: number
	readonly message: Uint8Array
	/** Undefined for a datagram that is no answer, which is passed over. May throw. */
	readonly read: (answer: Uint8Array) => T | undefined
	/** Ends the waiting; its reason is what is thrown. */
	readonly signal: AbortSignal
}

/** Time before the question is sent again, doubled each time, as RFC 6886 and RFC 8489 want it. */
const AGAIN_MS = 250

/** Asks one question over IPv4, again and again until it is answered or the signal aborts, for datagrams get lost. */
export function askUdp<T>({host, port, message, read, signal}: UdpQuestion<T>): Promise<T> {
	const socket = createSocket('udp4')
	const {promise, resolve, reject} = Promise.withResolvers<T>()
	let timer: NodeJS.Timeout | undefined
	const fail = (error: unknown) => reject(connectError(`${host}:${port} (UDP)`, error))
	const send = (pause: number) => {
		socket.send(message, error => {
			if (error) fail(error)
		})
		timer = setTimeout(() => send(pause * 2), pause)
	}
	const abort = () => reject(signal.reason)
	if (signal.aborted) abort()
	signal.addEventListener('abort', abort, {once: true})
	socket.on('error', fail)
	socket.on('message', bytes => {
		try {
			const answer = read(bytes)
			if (answer !== undefined) resolve(answer)
		} catch (error) {
			reject(error)
		}
	})
	// A connected socket takes datagrams of nobody else, and hears that a port is closed.
	socket.once('connect', () => send(AGAIN_MS))
	socket.connect(port, host)
	return promise.finally(() => {
		clearTimeout(timer)
		signal.removeEventListener('abort', abort)
		socket.removeAllListeners('connect')
		socket.close()
	})
}
