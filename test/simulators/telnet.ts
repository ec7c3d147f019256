import net from 'node:net'
import type {Duplex} from 'node:stream'
import {setTimeout as delay} from 'node:timers/promises'

const [IAC, DONT, DO, WONT, WILL, SB, GA, NOP, SE] = [255, 254, 253, 252, 251, 250, 249, 241, 240] as const

/** How the connection behaves, whatever is said on it. */
export interface TelnetManners {
	/** Bytes per segment; by default as they come. */
	readonly chunk?: number
	/** Milliseconds before each reaction to what the client sends. */
	readonly latencyMs?: number
	/**
	 * Option negotiation: `first` as a Vigor opens, `late` after the first line of output too, `storm` without end and asking
	 * again after each refusal, `none`.
	 */
	readonly negotiate?: 'first' | 'late' | 'storm' | 'none'
	/** NOP, GA, an unknown subnegotiation, NUL and BEL between the lines. */
	readonly noise?: boolean
	/** Line end of the output, by default CR LF. */
	readonly eol?: string
	/** Colours around every line. */
	readonly ansi?: boolean
}

export type Echo = 'text' | 'stars' | 'none' | 'silent'

/** One connection, as the program on the server's side sees it. */
export interface TelnetTerminal {
	/** Prints text; `\n` becomes the line end. */
	print(text: string): Promise<void>
	/** Bytes as they are, Telnet commands among them. */
	raw(...bytes: number[]): void
	/** A line, without its Enter, which is echoed unless `silent`. Undefined once the client has gone. */
	readLine(echo: Echo): Promise<string | undefined>
	readKey(): Promise<string | undefined>
	/** Ends the connection in good order (FIN), or breaks it (RST). */
	hangUp(): void
	reset(): void
	/** Resolves when the client has gone. */
	readonly gone: Promise<void>
	/** How often the client was waited for and answered: its round trips, beside the one that connects. */
	readonly turns: number
	/** Telnet commands of the client, as `WONT 24`. */
	readonly negotiated: readonly string[]
}

export interface TelnetServer {
	readonly port: number
	close(): Promise<void>
}

/** A Telnet server that hands every connection to `serve`; a connection ends when `serve` does. */
export async function startTelnet(
	manners: TelnetManners,
	serve: (terminal: TelnetTerminal) => Promise<void>,
): Promise<TelnetServer> {
	const sockets = new Set<net.Socket>()
	const server = net.createServer({noDelay: true, allowHalfOpen: true}, socket => {
		sockets.add(socket)
		socket.on('error', () => {})
		socket.on('close', () => sockets.delete(socket))
		const terminal = new Terminal(socket, manners)
		void terminal
			.open()
			.then(() => serve(terminal))
			.then(() => terminal.hangUp())
	})
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
	return {
		port: (server.address() as net.AddressInfo).port,
		async close() {
			for (const socket of sockets) socket.destroy()
			await new Promise(resolve => server.close(resolve))
		},
	}
}

/** The server's side of a terminal, over Telnet, or without its options over the channel of something else. */
export class Terminal implements TelnetTerminal {
	turns = 0
	readonly negotiated: string[] = []
	readonly gone: Promise<void>
	readonly #socket: Duplex
	readonly #manners: TelnetManners
	readonly #input: string[] = []
	#command: number[] = []
	#afterReturn = false
	#lateDone = false
	#ended = false
	#wake = () => {}

	constructor(socket: Duplex, manners: TelnetManners) {
		this.#socket = socket
		this.#manners = manners
		socket.on('data', (segment: Buffer) => {
			for (const byte of segment) this.#receive(byte)
			this.#wake()
		})
		this.gone = new Promise(resolve => {
			const end = () => {
				this.#ended = true
				this.#wake()
				resolve()
			}
			socket.on('end', end).on('close', end)
		})
	}

	async open(): Promise<void> {
		const {negotiate = 'first'} = this.#manners
		await this.#delay()
		if (negotiate === 'none') return
		this.raw(IAC, WILL, 1, IAC, WILL, 3, IAC, DO, 31, IAC, DO, 24)
		if (negotiate === 'storm') {
			for (let round = 0; round < 2000; round += 1)
				this.raw(IAC, WONT, 1, IAC, WILL, 1, IAC, DO, 24, IAC, WILL, round % 255)
		}
	}

	async print(text: string): Promise<void> {
		const {eol = '\r\n', noise, ansi, negotiate} = this.#manners
		const lines = text.split('\n').map(line => (ansi && line !== '' ? `\u001b[0;32m${line}\u001b[0m` : line))
		let bytes = Buffer.from(lines.join(noise ? `${eol}\0\u0007` : eol), 'latin1')
		bytes = Buffer.from(
			[...bytes].flatMap(byte => (byte === IAC ? [IAC, IAC] : noise ? noisy(byte) : [byte])),
		)
		if (negotiate === 'late' && !this.#lateDone && lines.length > 2) {
			this.#lateDone = true
			const half = bytes.length >> 1
			const late = Buffer.of(IAC, DO, 39, IAC, SB, 24, 1, IAC, IAC, IAC, SE, IAC, WILL, 3)
			bytes = Buffer.concat([bytes.subarray(0, half), late, bytes.subarray(half)])
		}
		const size = this.#manners.chunk ?? bytes.length
		for (let start = 0; start < bytes.length && !this.#ended; start += size) {
			this.#write(bytes.subarray(start, start + size))
			// Another turn of the event loop: the client reads this before the next is sent.
			if (size < bytes.length) await new Promise(setImmediate)
		}
	}

	raw(...bytes: number[]): void {
		this.#write(Buffer.from(bytes))
	}

	async readLine(echo: Echo): Promise<string | undefined> {
		let line = ''
		this.turns += 1
		for (;;) {
			const key = await this.#key()
			if (key === undefined) return undefined
			if (key === '\n') break
			line += key
		}
		await this.#delay()
		if (echo === 'text' || echo === 'stars')
			await this.print(echo === 'stars' ? '*'.repeat(line.length) : line)
		if (echo !== 'silent') await this.print('\n')
		return line
	}

	async readKey(): Promise<string | undefined> {
		this.turns += 1
		const key = await this.#key()
		await this.#delay()
		return key
	}

	hangUp(): void {
		this.#socket.end()
	}

	reset(): void {
		if (this.#socket instanceof net.Socket) this.#socket.resetAndDestroy()
		else this.#socket.destroy()
	}

	#write(bytes: Buffer): void {
		if (this.#socket.writable) this.#socket.write(bytes)
	}

	async #delay(): Promise<void> {
		if (this.#manners.latencyMs !== undefined) await delay(this.#manners.latencyMs)
	}

	async #key(): Promise<string | undefined> {
		while (this.#input.length === 0) {
			if (this.#ended) return undefined
			await new Promise<void>(resolve => {
				this.#wake = resolve
			})
		}
		return this.#input.shift()
	}

	/** CR, LF, CR LF and CR NUL are one Enter, as on a Vigor. */
	#receive(byte: number): void {
		if (byte === IAC || this.#command.length > 0) {
			this.#receiveCommand(byte)
			return
		}
		const second = this.#afterReturn && (byte === 10 || byte === 0)
		this.#afterReturn = byte === 13
		if (!second) this.#input.push(byte === 13 || byte === 10 ? '\n' : String.fromCharCode(byte))
	}

	#receiveCommand(byte: number): void {
		this.#command.push(byte)
		const [, verb = 0, option] = this.#command
		if (this.#command.length === 2 && verb >= WILL) return
		if (this.#command.length < 2) return
		const word = {[WILL]: 'WILL', [WONT]: 'WONT', [DO]: 'DO', [DONT]: 'DONT'}[verb]
		this.negotiated.push(`${word ?? verb} ${option ?? ''}`.trim())
		this.#command = []
		if (this.#manners.negotiate === 'storm' && option !== undefined) {
			if (verb === WONT) this.raw(IAC, DO, option)
			if (verb === DONT) this.raw(IAC, WILL, option)
		}
	}
}

/** Telnet commands that mean nothing, within the text. */
function noisy(byte: number): number[] {
	if (byte === 0x3a) return [byte, IAC, NOP]
	if (byte === 0x20) return [IAC, GA, byte]
	return byte === 0x0d ? [IAC, SB, 99, 1, 2, IAC, SE, byte] : [byte]
}
