/** Commands of RFC 854. */
export const IAC = 255
export const DONT = 254
export const DO = 253
export const WONT = 252
export const WILL = 251
export const SB = 250
export const SE = 240

/** Options of RFC 857 and RFC 858. */
export const ECHO = 1
export const SUPPRESS_GO_AHEAD = 3

/** What the other side may do: echo, and send without waiting for a go-ahead. */
const WELCOME = [ECHO, SUPPRESS_GO_AHEAD]
/** What this side does when asked. Terminal type, window size and the rest are refused, which every Vigor accepts. */
const ABLE = [SUPPRESS_GO_AHEAD]

/** A peer that keeps asking for the same option gets this many answers; two peers can then not argue for ever. */
const ANSWERS_PER_OPTION = 8

const NOTHING = Buffer.alloc(0)

const CR = 13
const LF = 10
const NUL = 0

type State = 'data' | 'command' | 'option' | 'parameters' | 'parametersCommand'

export interface Decoded {
	/** The text of the peer, free of Telnet commands. */
	readonly data: Buffer
	/** What to send back, empty where nothing was asked. */
	readonly reply: Buffer
}

/**
 * Separates data from Telnet commands (RFC 854, 855) and says how to answer them by the rules of RFC 1143: an option is
 * answered when it changes state, a refused one when it is asked for. Commands may be cut anywhere between two segments.
 */
export class TelnetDecoder {
	#state: State = 'data'
	#verb = 0
	#afterReturn = false
	readonly #peer = new Set<number>()
	readonly #own = new Set<number>()
	readonly #answers = new Map<number, number>()

	decode(segment: Buffer): Decoded {
		// Nearly every segment is text and nothing else, and then nothing has to be looked at byte by byte.
		if (this.#state === 'data' && !segment.includes(IAC) && !segment.includes(NUL)) {
			this.#afterReturn = segment.at(-1) === CR
			return {data: segment, reply: NOTHING}
		}
		const data = Buffer.allocUnsafe(segment.length)
		const reply: number[] = []
		let length = 0
		for (const byte of segment) {
			if (this.#isData(byte, reply)) data[length++] = byte
		}
		return {data: data.subarray(0, length), reply: Buffer.from(reply)}
	}

	#isData(byte: number, reply: number[]): boolean {
		switch (this.#state) {
			case 'data': {
				if (byte === IAC) {
					this.#state = 'command'
					return false
				}
				const padding = this.#afterReturn && byte === NUL
				this.#afterReturn = byte === CR
				return !padding
			}
			case 'command':
				this.#state = byte === SB ? 'parameters' : byte >= WILL && byte <= DONT ? 'option' : 'data'
				this.#verb = byte
				return byte === IAC
			case 'option':
				this.#state = 'data'
				this.#negotiate(this.#verb, byte, reply)
				return false
			case 'parameters':
				if (byte === IAC) this.#state = 'parametersCommand'
				return false
			case 'parametersCommand':
				this.#state = byte === SE ? 'data' : 'parameters'
				return false
		}
	}

	#negotiate(verb: number, option: number, reply: number[]): void {
		const peerSpeaks = verb === WILL || verb === WONT
		const active = peerSpeaks ? this.#peer : this.#own
		const allowed = (peerSpeaks ? WELCOME : ABLE).includes(option)
		const [agree, refuse] = peerSpeaks ? [DO, DONT] : [WILL, WONT]
		const on = verb === WILL || verb === DO
		// RFC 854: what is already so is not acknowledged.
		if (on ? active.has(option) : !active.has(option)) return

		const answers = this.#answers.get(option) ?? 0
		this.#answers.set(option, answers + 1)
		if (on && allowed) active.add(option)
		else active.delete(option)
		if (answers < ANSWERS_PER_OPTION) reply.push(IAC, on && allowed ? agree : refuse, option)
	}
}

/** Text as Telnet sends it: a data byte 255 doubled, and a carriage return that stands alone followed by NUL. */
export function encodeTelnet(text: Uint8Array): Buffer {
	const bytes: number[] = []
	for (const [index, byte] of text.entries()) {
		bytes.push(byte)
		if (byte === IAC) bytes.push(IAC)
		if (byte === CR && text[index + 1] !== LF) bytes.push(NUL)
	}
	return Buffer.from(bytes)
}
