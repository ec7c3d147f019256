import {secretSources} from '../../../config/secret-options.ts'
import {ConfigError} from '../../../errors.ts'
import type {Dialogue} from '../../../transports/dialogue/dialogue.ts'
import type {Family} from '../commands.ts'
import {explain, foreign, refused} from './failure.ts'
import {foreignService} from './foreign.ts'

export interface Login {
	readonly username: string
	/** Called when the device asks for it, which some never do. Undefined where none is known. */
	readonly password: () => Promise<string | undefined>
	/** The command prompt as the user gave it. */
	readonly prompt: string | undefined
}

/** How far a login has come: questions that were seen, and the line of the last one. */
export interface Progress {
	names: number
	passwords: number
	answered: number
}

/** `DrayTek> `, the name of the router and `> `, or no name at all; behind "<" it is no prompt but `< BDCM > `. */
const COMMAND_PROMPT = /^[^<]*> $/
const QUESTION = /\b(account|user ?name|password): ?$/i

/** The Vigor 165 prints the account prompt twice; a device that asks more often does not take the name. */
const MOST_NAMES = 3

/**
 * Logs in, whatever the device asks for: `Account:` (the Vigor 165 prints it twice) or `Username:` and `Password:`, a
 * password only, or nothing. Each is answered once: a refused password is never tried again, because a Vigor locks out
 * addresses that try. Returns what the screen showed, without the password.
 *
 * Rejects with `AuthError` where the login is refused, with `ConfigError` where the password that it asks for is missing,
 * with `ConnectError` where the device is silent or has no free session, with `ParseError` where it is something else
 * than a Vigor.
 */
export async function logIn(dialogue: Dialogue, login: Login): Promise<string> {
	const progress: Progress = {names: 0, passwords: 0, answered: -1}
	try {
		for (;;) {
			const question = await dialogue.until('a command prompt', screen => {
				const {line, lines, completed} = screen
				if (progress.names + progress.passwords === 0) {
					const service = foreignService(firstOf(lines), line)
					if (service !== undefined) throw foreign(dialogue.wire.peer, service)
				}
				if (isCommandPrompt(line, login)) return 'none'
				// A blank may follow, and the echo: a question is answered once per line.
				return progress.answered === completed ? undefined : QUESTION.exec(line)?.[1]?.toLowerCase()
			})
			if (question === 'none') break
			progress.answered = dialogue.screen.completed
			if (progress.passwords > 0) throw refused(dialogue, login.username)
			if (question === 'password') await enterPassword(dialogue, login, progress)
			else enterName(dialogue, login, progress)
		}
		dialogue.settle(dialogue.screen.line)
	} catch (error) {
		throw explain(error, dialogue, login, progress)
	}
	return transcript(dialogue)
}

const firstOf = (lines: readonly string[]): string | undefined => lines.find(line => line.trim() !== '')

function isCommandPrompt(line: string, {prompt}: Login): boolean {
	return prompt === undefined ? COMMAND_PROMPT.test(line) : line.trimEnd() === prompt.trimEnd()
}

async function enterPassword(dialogue: Dialogue, login: Login, progress: Progress): Promise<void> {
	const password = await login.password()
	if (password === undefined) {
		throw new ConfigError(`The password of "${login.username}" on ${dialogue.wire.peer} is missing`, {
			hint: secretSources('draytek', 'password'),
		})
	}
	progress.passwords += 1
	dialogue.enter(password)
	// Without an account prompt before it, the next thing typed would count as another password.
	dialogue.mayHaveSession = progress.names > 0
}

function enterName(dialogue: Dialogue, {username}: Login, progress: Progress): void {
	progress.names += 1
	// The second account prompt of a Vigor 165 comes before the echo of what was typed at the first.
	if (progress.names === 1) dialogue.enter(username)
	if (progress.names > MOST_NAMES) throw refused(dialogue, username)
}

/** What the screen shows since the last answer, at first the login; what was echoed behind `Password:` is left out, stars too. */
export function transcript({screen}: Dialogue): string {
	return [...screen.lines, screen.line].map(line => line.replace(/(\bpassword:).*/i, '$1')).join('\n')
}

/**
 * Which commands the device understands, from what it printed during the login. Over SSH it may have asked for nothing;
 * then the prompt tells: DrayOS 5 has it in lower case.
 */
export function familyOf(login: string): Family {
	const asked = /^\s*(user ?name|account|password):/im.exec(login)?.[1]?.toLowerCase()
	if (asked === 'account') return 'classic'
	if (asked === 'password') return 'adsl'
	return asked !== undefined || /^vigor(\([^()]*\))?> $/m.test(login) ? 'drayos5' : 'classic'
}
