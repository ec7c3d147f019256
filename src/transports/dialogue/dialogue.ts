import {ConnectError, ParseError} from '../../errors.ts'
import {Pager, withoutMarkers} from './pager.ts'
import {Screen} from './screen.ts'
import type {Wire} from './wire.ts'

/** The longest answer that any command has is a quarter of it: the tones of a 35b line on DrayOS 5. */
const MOST_CHARACTERS = 1024 * 1024

/** A device that does not close behind `exit` may hold up the end of the process for so long. */
const LEAVE_MS = 200

/** The echo of a command stands on the first lines of the answer. */
const ECHO_LINES = 3

/** DrayOS 5 names the open menu within the prompt: `vigor(config-Monitoring_DSL_Tone)> `. */
const MENU = /\([^()]*\)(> ?)$/

const withoutMenu = (prompt: string): string => (prompt.includes('(') ? prompt.replace(MENU, '$1') : prompt)

/** The device ended the connection, or it broke. */
export class ClosedError extends ConnectError {}

/**
 * A conversation on the command line of a device. Nothing is timed: an answer ends where the prompt stands again, seen
 * over the whole answer however it was cut, and what never ends is ended by the signal.
 */
export class Dialogue {
	readonly screen = new Screen()
	readonly wire: Wire
	/** Set where a login was answered and nothing is known of its success: there may be a session to leave. */
	mayHaveSession = false
	/** Whether the last prompt was the one of a menu of DrayOS 5. */
	inMenu = false
	readonly #pager = new Pager(this.screen)
	readonly #aborted: Promise<never>
	#answerStart = 0
	#prompt: string | undefined
	#echoes = false
	#broken: unknown

	constructor(wire: Wire, signal: AbortSignal) {
		this.wire = wire
		const {promise, reject} = Promise.withResolvers<never>()
		promise.catch(() => {})
		if (signal.aborted) reject(signal.reason)
		else signal.addEventListener('abort', () => reject(signal.reason), {once: true})
		this.#aborted = promise
	}

	/** Types text, followed by the Enter key. */
	enter(text: string): void {
		this.wire.send(`${text}\r`)
	}

	/**
	 * Reads until `recognise` finds what it looks for on the screen. Rejects with `ClosedError` when the device closes,
	 * with a `ConnectError` that names `awaited` at the deadline, and with `ParseError` when the device prints without end.
	 */
	async until<T>(awaited: string, recognise: (screen: Screen) => T | undefined): Promise<T> {
		if (this.#broken !== undefined) throw this.#broken
		try {
			return await this.#until(awaited, recognise)
		} catch (error) {
			this.#broken = error
			throw error
		}
	}

	/** Takes this as the prompt behind which commands are typed from now on, up to its last blank. */
	settle(prompt: string): void {
		this.#prompt = withoutMenu(prompt)
	}

	/** Types a command and returns what the device prints, without echo, prompt and pager, lines ended by line feeds. */
	async ask(command: string): Promise<string> {
		if (this.#broken !== undefined) throw this.#broken
		this.screen.take()
		this.#answerStart = this.screen.received
		const before = this.screen.completed
		let echo = -1
		this.enter(command)
		await this.until(`the end of its answer to "${command}"`, ({line, completed}) => {
			// The Enter key ends the line of the prompt: before that, what looks like a prompt is the one before or its copy.
			if (completed === before) return undefined
			if (echo < 0) echo = this.#findEcho(command)
			return this.#isPrompt(line) && (echo >= 0 || !this.#echoes) ? true : undefined
		})
		this.inMenu = MENU.test(this.screen.line)
		const lines = withoutMarkers(this.screen.take().slice(echo + 1))
		return lines.map(line => `${line}\n`).join('')
	}

	#isPrompt(line: string): boolean {
		const shown = withoutMenu(line)
		return shown === this.#prompt || shown === `${this.#prompt} `
	}

	/**
	 * The number of the line that ends in the command as it was typed; -1 where the device does not echo. What stands in
	 * front of it is the prompt, whatever was taken for it during the login.
	 */
	#findEcho(command: string): number {
		const lines = this.screen.lines.slice(0, ECHO_LINES).map(line => line.trimEnd())
		const echo = lines.findIndex(line => line.endsWith(command))
		const prompt = lines[echo]?.slice(0, -command.length) ?? ''
		if (prompt.endsWith('> ')) this.settle(prompt)
		if (echo >= 0) this.#echoes = true
		return echo
	}

	async #until<T>(awaited: string, recognise: (screen: Screen) => T | undefined): Promise<T> {
		for (;;) {
			const found = recognise(this.screen)
			if (found !== undefined) return found
			const text = await this.#receive(awaited)
			if (text === undefined) {
				throw new ClosedError(`${this.wire.peer} closed the connection before ${awaited}`, {
					cause: this.wire.failure(),
					hint: 'It may have restarted, or be busy: try again in a minute',
				})
			}
			this.screen.write(text)
			if (this.#pager.turns()) this.wire.send(' ')
			if (this.#pager.exhausted || this.screen.received - this.#answerStart > MOST_CHARACTERS) {
				throw new ParseError(`${this.wire.peer} printed without end instead of ${awaited}`, {
					hint: 'Check that --host and --port name the device, and look at it by hand',
				})
			}
		}
	}

	async #receive(awaited: string): Promise<string | undefined> {
		try {
			return await Promise.race([this.wire.receive(), this.#aborted])
		} catch (reason) {
			if (!(reason instanceof ConnectError && reason.result === 'timeout')) throw reason
			throw new ConnectError(`${this.wire.peer} did not send ${awaited} in time`, {
				result: 'timeout',
				hint: 'Give it more time with --timeout',
			})
		}
	}

	/**
	 * Leaves the session with `exit`, so that the device does not keep it: once for each menu that is open, and a pager that
	 * waits for a key is told to quit first. Resolves when the device has heard of it, and hangs up when the device has
	 * closed, because who is hung up on may never come to read what was typed last; neither takes long. Never rejects.
	 */
	async leave(): Promise<void> {
		if (this.#prompt === undefined && !this.mayHaveSession) return this.wire.destroy()
		if (this.#pager.atMarker()) this.wire.send('q')
		if (this.inMenu) this.enter('exit')
		this.enter('exit')
		this.wire.finish()

		const {promise: late, resolve} = Promise.withResolvers<undefined>()
		const timer = setTimeout(() => resolve(undefined), LEAVE_MS)
		const next = () => Promise.race([this.wire.receive(), late])
		const hangUp = async (last: string | undefined) => {
			for (let text = last; text !== undefined; ) text = await next()
			clearTimeout(timer)
			this.wire.destroy()
		}
		void hangUp(await next())
	}
}
