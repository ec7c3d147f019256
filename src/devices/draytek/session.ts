import {Dialogue} from '../../transports/dialogue/dialogue.ts'
import type {Wire} from '../../transports/dialogue/wire.ts'
import type {PollContext} from '../device.ts'
import {logIn, transcript} from './login/login.ts'
import type {DraytekOptions} from './options.ts'

/** One login to a device, made when it is first asked for; under `--replay` that is never. */
export class Session {
	readonly #options: DraytekOptions
	readonly #context: PollContext
	#dialogue: Dialogue | undefined
	#isTold = false

	constructor(options: DraytekOptions, context: PollContext) {
		this.#options = options
		this.#context = context
	}

	/** Connects and logs in. Returns what the device printed on the way. */
	async logIn(): Promise<string> {
		const {username, prompt, transport} = this.#options
		const password = () => this.#context.secret('password')
		// Before the connection, which a question on the terminal would keep waiting. Over SSH a key may do.
		if (transport === 'telnet') await password()
		this.#dialogue = new Dialogue(await this.#connect(), this.#context.signal)
		return await logIn(this.#dialogue, {username, password, prompt})
	}

	/** Types lines, each at the prompt that ends the answer before it, and returns all that the device prints. */
	async askAll(lines: readonly string[]): Promise<string> {
		if (this.#dialogue === undefined) throw new Error('asked before the login')
		let answer = ''
		for (const line of lines) {
			// Where the menu did not open, `exit` would end the session.
			if (line !== 'exit' || this.#dialogue.inMenu) answer += await this.#dialogue.ask(line)
		}
		return answer
	}

	/** What the device has printed since the last answer that was whole; once, because nothing is heard after a failure. */
	heard(): string {
		if (this.#dialogue === undefined || this.#isTold) return ''
		this.#isTold = true
		return transcript(this.#dialogue)
	}

	/** Leaves the device, also after a failure. */
	async leave(): Promise<void> {
		await this.#dialogue?.leave()
	}

	async #connect(): Promise<Wire> {
		const {host, port, username, transport} = this.#options
		if (transport === 'ssh') {
			const {openSshWire} = await import('../../transports/ssh/wire.ts')
			return await openSshWire({user: username, host, port: port ?? 22}, this.#options, this.#context)
		}
		const {openTelnet} = await import('../../transports/telnet/index.ts')
		return await openTelnet(host, port ?? 23, this.#context.signal)
	}
}
