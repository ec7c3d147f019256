import type {Socket} from 'node:net'
import {Duplex} from 'node:stream'
import {encodeTelnet, TelnetDecoder} from './protocol.ts'

/**
 * The text side of a Telnet connection, for telnet-client's option `sock`: what is read is free of Telnet commands, what
 * is written is escaped, and options are answered on the way. A connection that breaks just ends, because telnet-client
 * tells its readers of an end and of nothing else; `failure` has the reason.
 */
export class TelnetSocket extends Duplex {
	/** Why the connection broke; undefined where the device closed it in good order. */
	failure: Error | undefined
	readonly #socket: Socket
	readonly #decoder = new TelnetDecoder()

	constructor(socket: Socket) {
		super({allowHalfOpen: true})
		// As text, telnet-client never takes a data byte 255 for a Telnet command, and no character is cut in two.
		this.setEncoding('utf8')
		this.#socket = socket
		socket.on('data', (segment: Buffer) => {
			const {data, reply} = this.#decoder.decode(segment)
			if (reply.length > 0 && socket.writable) socket.write(reply)
			if (data.length > 0 && !this.push(data)) socket.pause()
		})
		socket.on('error', error => {
			this.failure = error
		})
		socket.on('end', () => this.push(null))
		socket.on('close', () => this.push(null))
	}

	/** telnet-client sets its own time-out here; the deadline of the poll is the only one. */
	setTimeout(): this {
		return this
	}

	override _read(): void {
		this.#socket.resume()
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
		// A device that has gone is noticed by reading; to write to it is no error of its own.
		if (!this.#socket.writable) done()
		else this.#socket.write(encodeTelnet(chunk), () => done())
	}

	override _final(done: (error?: Error | null) => void): void {
		if (!this.#socket.writable) done()
		else this.#socket.end(() => done())
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.#socket.destroy()
		done(error)
	}
}
