import type {KeyboardInteractiveAuthMethod} from 'ssh2'
import {AuthError} from '../../errors.ts'

/** Asks for the password that is known. */
const PASSWORD = /pass(word|wort|code)|mot de passe|contrase|wachtwoord|^pw\b/i
/** Asks for something else, although the word may be in it. */
const OTHER = /\bnew\b|retype|again|one[- ]?time|otp|token|verification|expired/i

/**
 * Answers a server that asks in its own words: the password where it is asked for, once. Anything else, as a second
 * factor or a new password, ends the login, because an empty answer would only count as a failure.
 */
export function answerPrompts(
	password: string,
	place: string,
	giveUp: (error: unknown) => void,
): KeyboardInteractiveAuthMethod['prompt'] {
	let answered = false
	return (_name, instructions, _language, prompts, finish) => {
		const [prompt] = prompts
		const asks = prompt?.prompt.trim() ?? ''
		if (prompts.length === 1 && !answered && PASSWORD.test(asks) && !OTHER.test(asks)) {
			answered = true
			return finish([password])
		}
		const question = prompts.map(one => one.prompt.trim()).join(' ') || instructions
		giveUp(
			new AuthError(
				`${place} asks "${question.slice(0, 80)}" at the login, and linestat answers its password prompt only`,
				{
					hint: answered
						? 'Check the password file'
						: 'Use an account that logs in with a key or with a password alone',
				},
			),
		)
	}
}
