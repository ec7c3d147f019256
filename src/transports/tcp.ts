import type net from 'node:net'
import {ConnectError, ParseError} from '../errors.ts'
import {connect} from './connect.ts'
import {placeOf} from './connect-error.ts'

export interface TcpTarget {
	readonly host: string
	readonly port: number
}

/** A connection for one question at a time. After any error it is closed. */
export interface TcpConnection {
	/** False once it was closed by either side, or received bytes that nobody had asked for. */
	readonly usable: boolean
	/**
	 * Writes a question at once and reads up to the end mark. Rejects with a `ConnectError` where the other side closes
	 * before it, a `ParseError` where it sends more or too much, and with the reason of the signal.
	 */
	ask(question: string, answer: AnswerShape, signal: AbortSignal): Promise<string>
	close(): void
}

export interface AnswerShape {
	/** The last characters of an answer, which occur nowhere else in it. */
	readonly end: string
	readonly maxBytes: number
	/** What the reader should do when the connection is closed without a byte. */
	readonly silenceHint: string
}

/** Connects, or rejects with a `ConnectError` or the reason of the signal. */
export async function openTcp({host, port}: TcpTarget, signal: AbortSignal): Promise<TcpConnection> {
	return converse(await connect(host, port, signal), placeOf(host, port))
}

interface Asked extends AnswerShape {
	resolve(answer: string): void
	reject(error: unknown): void
}

function converse(socket: net.Socket, place: string): TcpConnection {
	let received: Buffer = Buffer.alloc(0)
	let asked: Asked | undefined

	const fail = (error: unknown) => {
		socket.destroy()
		asked?.reject(error)
		asked = undefined
	}
	socket.on('data', (chunk: Buffer) => {
		if (asked === undefined) return fail(undefined)
		const from = Math.max(0, received.length - asked.end.length)
		received = Buffer.concat([received, chunk])
		const end = received.indexOf(asked.end, from)
		if (end >= 0 && end + asked.end.length < received.length) {
			return fail(new ParseError(`${place} sent more than one answer`, {hint: 'Check the port'}))
		}
		if (end < 0 && received.length > asked.maxBytes) {
			return fail(
				new ParseError(`The answer of ${place} is longer than ${asked.maxBytes} bytes`, {
					hint: 'Check the port',
				}),
			)
		}
		if (end < 0) return
		asked.resolve(received.toString())
		asked = undefined
	})
	// A reset is a close too; `close` follows.
	socket.on('error', () => {})
	socket.on('close', () => {
		if (asked === undefined) return
		const [message, hint] =
			received.length === 0
				? [`${place} closed the connection without a reply`, asked.silenceHint]
				: [
						`${place} closed the connection after ${received.length} bytes of its reply`,
						'Nothing of it was used',
					]
		fail(new ConnectError(message, {hint}))
	})

	return {
		get usable() {
			return !socket.destroyed && socket.readyState === 'open'
		},
		async ask(question, answer, signal) {
			const {promise, resolve, reject} = Promise.withResolvers<string>()
			received = Buffer.alloc(0)
			asked = {...answer, resolve, reject}
			const abort = () => fail(signal.reason)
			signal.addEventListener('abort', abort, {once: true})
			if (signal.aborted) abort()
			else socket.write(question)
			try {
				return await promise
			} finally {
				signal.removeEventListener('abort', abort)
			}
		},
		close: () => void socket.end().unref(),
	}
}
