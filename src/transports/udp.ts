import {createSocket} from 'node:dgram'
import {lookup} from 'node:dns'
import {connectError} from './connect-error.ts'

export interface UdpQuestion<T> {
	readonly host: string
	readonly port: number
	/** May depend on the address of this machine on the way there. */
	readonly message: Uint8Array | ((own: string) => Uint8Array)
	/** Undefined for a datagram that is no answer, which is passed over. May throw. */
	readonly read: (answer: Uint8Array) => T | undefined
	/** Also from other ports of the host: some answer from one that they open for it. */
	readonly anyPort?: boolean
	/** Ends the waiting; its reason is what is thrown. */
	readonly signal: AbortSignal
}

/** Time before the question is sent again, doubled each time, as RFC 6886 and RFC 8489 want it. */
const AGAIN_MS = 250

/** Asks one question over IPv4, again and again until it is answered or the signal aborts, for datagrams get lost. */
export function askUdp<T>(question: UdpQuestion<T>): Promise<T> {
	const {host, port, read, anyPort = false, signal} = question
	const socket = createSocket('udp4')
	const {promise, resolve, reject} = Promise.withResolvers<T>()
	let timer: NodeJS.Timeout | undefined
	let isOver = false
	const fail = (error: unknown) => reject(connectError(`${host}:${port} (UDP)`, error))
	const abort = () => reject(signal.reason)
	if (signal.aborted) abort()
	signal.addEventListener('abort', abort, {once: true})
	const send = (message: Uint8Array, to: string | undefined, pause: number) => {
		const sent = (error: Error | null) => {
			if (error) fail(error)
		}
		if (to === undefined) socket.send(message, sent)
		else socket.send(message, port, to, sent)
		timer = setTimeout(() => send(message, to, pause * 2), pause)
	}
	const begin = (to?: string) => {
		if (isOver) return
		const message =
			typeof question.message === 'function' ? question.message(socket.address().address) : question.message
		send(message, to, AGAIN_MS)
	}
	let expected: string | undefined
	socket.on('error', fail)
	socket.on('message', (bytes, {address}) => {
		if (expected !== undefined && address !== expected) return
		try {
			const answer = read(bytes)
			if (answer !== undefined) resolve(answer)
		} catch (error) {
			reject(error)
		}
	})
	if (anyPort) {
		socket.bind(0, () =>
			lookup(host, {family: 4}, (error, address) => {
				if (error !== null) return fail(error)
				expected = address
				begin(address)
			}),
		)
	} else {
		// A connected socket takes datagrams of nobody else, and hears that a port is closed.
		socket.once('connect', () => begin())
		socket.connect(port, host)
	}
	return promise.finally(() => {
		isOver = true
		clearTimeout(timer)
		signal.removeEventListener('abort', abort)
		socket.close()
	})
}
