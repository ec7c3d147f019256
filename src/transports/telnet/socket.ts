import net from 'node:net'
import {encodeTelnet, TelnetDecoder} from './protocol.ts'

type Written = (error?: Error | null) => void

/**
 * A TCP connection whose two sides are text, for telnet-client's option `sock`: what is read is free of Telnet commands,
 * what is written is escaped, and options are answered on the way. One stream and not one upon another: each step of a
 * stream runs for the first time in a poll, and costs what first times cost.
 */
export class TelnetSocket extends net.Socket {
	readonly #decoder = new TelnetDecoder()

	constructor() {
		super({noDelay: true})
		// As text, telnet-client never takes a data byte 255 for a Telnet command, and no character is cut in two.
		this.setEncoding('utf8')
	}

	/** telnet-client sets its own time-out here; the deadline of the poll is the only one. */
	override setTimeout(): this {
		return this
	}

	/** What arrives comes through here before anybody can read it. */
	override push(segment: Buffer | null): boolean {
		if (segment === null) return super.push(null)
		const {data, reply} = this.#decoder.decode(segment)
		if (reply.length > 0 && this.writable) super.write(reply)
		return data.length === 0 || super.push(data)
	}

	/** A device that has gone is noticed by reading; to write to it is no error of its own. */
	override write(text: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written): boolean {
		const done = typeof encoding === 'function' ? encoding : written
		if (this.writable) return super.write(encodeTelnet(Buffer.from(text)), done)
		done?.()
		return false
	}
}
