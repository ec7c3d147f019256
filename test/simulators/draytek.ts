import fs from 'node:fs'
import {setTimeout as delay} from 'node:timers/promises'
import {parseCapture} from '../../src/conversation.ts'
import {startTelnet, type TelnetManners, type TelnetTerminal} from './telnet.ts'

const CLASSIC_MARKER = "--- MORE ---   ['q': Quit, 'Enter': New Lines, 'Space Bar': Next Page] ---"

const COMMAND_ECHO = {yes: 'text', no: 'none', reprint: 'silent'} as const

/** When something goes wrong: after the connection, after the name, after the password, after a command, within its answer. */
export type Stage = 'connect' | 'name' | 'password' | 'command' | 'answer' | 'exit'
export type Misbehaviour = 'hang' | 'close' | 'reset' | 'endless' | 'garbage'

export interface VigorOptions extends TelnetManners {
	/** A file of `fixtures/draytek`, without `.txt`. */
	readonly fixture: string
	readonly user?: string
	readonly password?: string
	/** How it asks for the login; by default as the fixture's own login does. */
	readonly dialect?: Dialect
	/** Command prompt; by default that of the fixture's login. */
	readonly prompt?: string
	/** The account prompt printed again before the echo of the name, as on a Vigor 165. */
	readonly twice?: boolean
	/** Whether commands are echoed, and whether the prompt is printed again before. */
	readonly echo?: 'yes' | 'no' | 'reprint'
	/** Stops after so many lines. */
	readonly page?: number
	/** The marker of the pager: classic, without its last dashes, or wiped as DrayOS 5 does. */
	readonly marker?: 'classic' | 'short' | 'wiped'
	/** Goes wrong at this stage; with `command`, only when that is asked for. */
	readonly fault?: {readonly at: Stage; readonly how: Misbehaviour; readonly command?: string}
	/** Echoes the password as it is. */
	readonly tellsPassword?: boolean
	/** Sessions at once; one that was not left with `exit` is kept. */
	readonly sessions?: number
	/** Closes at once after so many refused passwords. */
	readonly lockAfter?: number
	/** What it prints when no session is free or the client is locked out. */
	readonly apology?: string
	/** Something else than a Vigor: prints this and waits. */
	readonly greeting?: string
	/** Milliseconds that each command takes, or those that are named. */
	readonly busyMs?: number | Readonly<Record<string, number>>
}

type Dialect = 'account' | 'username' | 'password' | 'none'

/** What one connection was used for. */
export interface SeenSession {
	readonly names: string[]
	readonly passwords: string[]
	readonly commands: string[]
	/** Keys pressed at the pager. */
	readonly keys: string[]
	left: boolean
	turns: number
	negotiated: readonly string[]
}

export interface Vigor {
	readonly port: number
	readonly seen: readonly SeenSession[]
	/** Resolves when it has gone wrong for the first time, as far as it goes by itself. */
	readonly failed: Promise<void>
	/** Resolves when every session has ended, and all that its client had sent was read. */
	idle(): Promise<void>
	close(): Promise<void>
}

/** Plays a Vigor with the answers of a fixture, bad manners included. */
export async function startVigor(options: VigorOptions): Promise<Vigor> {
	const {serve, ...vigor} = vigorShell(options)
	const server = await startTelnet(options, serve)
	return {...server, ...vigor}
}

/** The command line of a Vigor, to be served over whatever has a terminal. */
export function vigorShell(
	options: VigorOptions,
): Pick<Vigor, 'seen' | 'failed' | 'idle'> & {serve(terminal: TelnetTerminal): Promise<void>} {
	const device = readDevice(options)
	const seen: SeenSession[] = []
	const running: Promise<void>[] = []
	const serve = async (terminal: TelnetTerminal): Promise<void> => {
		const session: SeenSession = {
			names: [],
			passwords: [],
			commands: [],
			keys: [],
			left: false,
			turns: 0,
			negotiated: terminal.negotiated,
		}
		seen.push(session)
		await new VigorSession(device, terminal, session).run()
		session.turns = terminal.turns
	}
	return {
		seen,
		failed: device.failed.promise,
		idle: async () => void (await Promise.all(running)),
		serve(terminal) {
			const run = serve(terminal)
			running.push(run)
			return run
		},
	}
}

/** What all sessions of one device share. */
interface DeviceState {
	readonly options: VigorOptions
	readonly dialect: Dialect
	readonly prompt: string
	readonly answers: ReadonlyMap<string, string>
	readonly failed: PromiseWithResolvers<void>
	open: number
	refused: number
}

function readDevice(options: VigorOptions): DeviceState {
	const text = fs.readFileSync(
		new URL(`../../fixtures/draytek/${options.fixture}.txt`, import.meta.url),
		'utf8',
	)
	const answers = new Map(parseCapture(text).exchanges.map(({question, answer}) => [question, answer]))
	const login = answers.get('login') ?? ''
	const dialect = /^account:/im.test(login) ? 'account' : /^username:/im.test(login) ? 'username' : 'password'
	const prompt = login.split('\n').at(-1) ?? ''
	return {
		options,
		dialect: options.dialect ?? dialect,
		prompt: options.prompt ?? prompt,
		answers,
		failed: Promise.withResolvers<void>(),
		open: 0,
		refused: 0,
	}
}

class VigorSession {
	readonly #device: DeviceState
	readonly #terminal: TelnetTerminal
	readonly #seen: SeenSession
	#menu = ''

	constructor(device: DeviceState, terminal: TelnetTerminal, seen: SeenSession) {
		this.#device = device
		this.#terminal = terminal
		this.#seen = seen
	}

	async run(): Promise<void> {
		const {options, open, refused} = this.#device
		const {sessions = 8, lockAfter = 3, apology, greeting} = options
		if (await this.#fails('connect')) return
		if (greeting !== undefined) {
			await this.#terminal.print(greeting)
			this.#device.failed.resolve()
			return this.#terminal.gone
		}
		if (open >= sessions || refused >= lockAfter) return this.#terminal.print(apology ?? '')
		if (!(await this.#login())) return
		this.#device.open += 1
		await this.#commands()
	}

	async #login(): Promise<boolean> {
		const {options, dialect} = this.#device
		const {user = 'admin', password = 'secret', lockAfter = 3, twice, tellsPassword} = options
		if (dialect === 'none') return true
		for (;;) {
			let name = user
			if (dialect !== 'password') {
				const question = dialect === 'account' ? '\nAccount:' : '\nUsername: '
				await this.#terminal.print(question)
				const typed = await this.#terminal.readLine(twice ? 'none' : 'text')
				if (typed === undefined) return false
				name = typed
				this.#seen.names.push(name)
				if (twice) await this.#terminal.print(`Account:${name}\n`)
				if (await this.#fails('name')) return false
			}
			await this.#terminal.print(dialect === 'username' ? 'Password:' : 'Password: ')
			const echo = tellsPassword ? 'text' : dialect === 'account' ? 'stars' : 'none'
			const typed = await this.#terminal.readLine(echo)
			if (typed === undefined) return false
			this.#seen.passwords.push(typed)
			if (await this.#fails('password')) return false
			if (name === user && typed === password) break
			this.#device.refused += 1
			await this.#terminal.print('Login incorrect\n')
			if (this.#device.refused >= lockAfter) return false
		}
		await this.#terminal.print('\nType ? for command help\n\n')
		return true
	}

	async #commands(): Promise<void> {
		const {echo = 'yes', busyMs = 0} = this.#device.options
		for (;;) {
			await this.#terminal.print(this.#prompt())
			const command = await this.#terminal.readLine(COMMAND_ECHO[echo])
			if (command === undefined) return
			this.#seen.commands.push(command)
			if (echo === 'reprint') await this.#terminal.print(`\r${this.#prompt()}\u001b[K${command}\n`)
			if (command === 'exit' && this.#menu === '') {
				this.#seen.left = true
				this.#device.open -= 1
				await this.#fails('exit')
				return
			}
			if (await this.#fails('command', command)) return
			const wait = typeof busyMs === 'object' ? (busyMs[command] ?? 0) : busyMs
			if (wait > 0) await delay(wait)
			const answer = this.#answer(command)
			if (this.#isFaulty('answer', command)) {
				await this.#terminal.print(answer.slice(0, answer.length >> 1))
				await this.#fails('answer', command)
				return
			}
			if (!(await this.#printPages(answer))) return
		}
	}

	#prompt(): string {
		const {prompt} = this.#device
		return this.#menu === '' ? prompt : prompt.replace(/> $/, `(config-${this.#menu.split(' ').at(-1)})> `)
	}

	#answer(command: string): string {
		const {answers, dialect} = this.#device
		const menu = /^config (.+)$/.exec(command)?.[1]
		if (menu !== undefined && answers.has(`config ${menu}; show all; exit`)) {
			this.#menu = menu
			return ''
		}
		if (command === 'exit') {
			this.#menu = ''
			return ''
		}
		const question = command === 'show all' ? `config ${this.#menu}; show all; exit` : command
		const unknown =
			dialect === 'username' ? `\nInvalid command "${command}"\n` : '% Valid subcommands are:\n  status\n'
		return answers.get(question) ?? unknown
	}

	/** False once the client has gone or has quit by `q`. */
	async #printPages(answer: string): Promise<boolean> {
		const {page = Number.POSITIVE_INFINITY, marker = 'classic'} = this.#device.options
		const lines = answer.split('\n')
		for (let start = 0; start < lines.length; start += page) {
			const more = start + page < lines.length
			await this.#terminal.print(`${lines.slice(start, start + page).join('\n')}${more ? '\n' : ''}`)
			if (!more) break
			if (marker === 'wiped') await this.#terminal.print('--More--')
			else
				await this.#terminal.print(`\n${marker === 'short' ? CLASSIC_MARKER.slice(0, -4) : CLASSIC_MARKER}`)
			const key = await this.#terminal.readKey()
			if (key === undefined) return false
			this.#seen.keys.push(key)
			const wipe = `${'\b'.repeat(8)}${' '.repeat(8)}${'\b'.repeat(8)}`
			await this.#terminal.print(marker === 'wiped' ? wipe : '\n')
			if (key === 'q') break
		}
		return true
	}

	#isFaulty(stage: Stage, command?: string): boolean {
		const {fault} = this.#device.options
		return fault?.at === stage && (fault.command === undefined || fault.command === command)
	}

	/** Misbehaves if this is the stage for it. True if the session is over. */
	async #fails(stage: Stage, command?: string): Promise<boolean> {
		const {fault} = this.#device.options
		if (fault === undefined || !this.#isFaulty(stage, command)) return false
		if (fault.how === 'close') return true
		if (fault.how === 'reset') {
			this.#terminal.reset()
			return true
		}
		if (fault.how === 'garbage') {
			const bytes = Array.from({length: 4096}, (_, index) => (index * 7919 + (index >> 3) * 104729) % 256)
			this.#terminal.raw(...bytes)
		}
		if (fault.how === 'endless') {
			let gone = false
			void this.#terminal.gone.then(() => {
				gone = true
			})
			for (; !gone; await new Promise(setImmediate))
				await this.#terminal.print('more and more\n'.repeat(2000))
		}
		this.#device.failed.resolve()
		await this.#afterwards()
		return true
	}

	/** A device that hangs still reads, and sees whether it is left. */
	async #afterwards(): Promise<void> {
		for (;;) {
			const typed = await this.#terminal.readLine('none')
			if (typed === undefined) return
			this.#seen.commands.push(typed)
			if (typed === 'exit') this.#seen.left = true
		}
	}
}
