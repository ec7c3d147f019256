import fs from 'node:fs'
import {type Conversation, formatCapture, liveConversation, replayedConversation} from '../conversation.ts'
import type {Device} from '../devices/device.ts'
import {ConfigError} from '../errors.ts'

/** A capture that cannot be replayed fails the poll, and not the program: the status point is printed all the same. */
export function openConversation(
	replay: string | undefined,
	capture: string | undefined,
	device: string,
): {conversation: Conversation; problem?: unknown} {
	if (replay === undefined) return {conversation: liveConversation(capture !== undefined)}
	try {
		return {conversation: replayedConversation(replay, device)}
	} catch (problem) {
		return {conversation: liveConversation(capture !== undefined), problem}
	}
}

/** Writes what was said to the file of `--capture`, with everything private replaced. Throws `ConfigError`. */
export async function writeCapture(
	file: string,
	device: Device,
	conversation: Conversation,
	secrets: readonly string[],
): Promise<void> {
	const [{createRedact}, {withoutPeople}] = await Promise.all([import('../redact.ts'), device.load()])
	const exchanges = (await withoutPeople?.(conversation.exchanges)) ?? conversation.exchanges
	const redact = createRedact(
		secrets,
		exchanges.map(({answer}) => answer),
	)
	// A question is what `--replay` finds an answer by, so only secrets go.
	const redacted = exchanges.map(exchange => ({
		...exchange,
		question: withoutSecrets(exchange.question, secrets),
		answer: redact(exchange.answer),
	}))
	try {
		fs.writeFileSync(file, formatCapture(device.name, redacted), {mode: 0o600})
	} catch (cause) {
		throw new ConfigError(`Cannot write the capture ${file}`, {cause, hint: 'Check that its folder exists'})
	}
}

const withoutSecrets = (text: string, secrets: readonly string[]): string =>
	secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '***')), text)
