import fs from 'node:fs'
import {type Conversation, formatCapture, liveConversation, replayedConversation} from '../conversation.ts'
import {ConfigError} from '../errors.ts'

/** A capture that cannot be replayed fails the poll, and not the program: the status point is printed all the same. */
export function openConversation(
	replay: string | undefined,
	device: string,
): {conversation: Conversation; problem?: unknown} {
	if (replay === undefined) return {conversation: liveConversation()}
	try {
		return {conversation: replayedConversation(replay, device)}
	} catch (problem) {
		return {conversation: liveConversation(), problem}
	}
}

/** Writes what was said to the file of `--capture`, if there is one. Throws `ConfigError`. */
export function writeCapture(file: string | undefined, device: string, {exchanges}: Conversation): void {
	if (file === undefined) return
	try {
		fs.writeFileSync(file, formatCapture(device, exchanges), {mode: 0o600})
	} catch (cause) {
		throw new ConfigError(`Cannot write the capture ${file}`, {cause, hint: 'Check that its folder exists'})
	}
}
