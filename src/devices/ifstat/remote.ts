import {ParseError} from '../../errors.ts'
import type {SshOptions} from '../../transports/ssh/options.ts'
import type {SshTarget} from '../../transports/ssh/target.ts'
import type {SshConnection} from '../../transports/ssh/types.ts'
import type {PollContext} from '../device.ts'
import {unframe} from './frame.ts'
import {onceCommand} from './script.ts'
import {naming, type Reading, type Source} from './source.ts'
import {parseSysfs} from './sysfs.ts'

export interface RemoteOptions extends SshOptions {
	readonly ssh: SshTarget
	readonly allStats: boolean
}

/** Longest answer that is taken: 24 counters of 500 interfaces are half of it. */
export const MAX_BYTES = 1024 * 1024

/** A machine with a shell and /sys: one login, one command. */
export function remoteSource(options: RemoteOptions): Source {
	return {
		read: context =>
			readRemote(context, onceCommand('WORD', options), async (word, sending) => {
				await using connection = await connect(options, context)
				sending()
				const {stdout, stderr} = await connection.exec(onceCommand(word, options), {maxBytes: MAX_BYTES})
				return stdout.includes('@linestat') ? stdout : stdout + stderr
			}),
		close() {},
	}
}

export async function connect(options: RemoteOptions, context: PollContext): Promise<SshConnection> {
	const {openSsh} = await import('../../transports/ssh/index.ts')
	return openSsh(options.ssh, options, context)
}

/**
 * One answer as a reading. The word that frames it is new each time, so that no other text is taken for it; in captures
 * WORD stands in its place. The counters are from about the middle between the question and the end of the answer.
 */
export async function readRemote(
	context: PollContext,
	question: string,
	ask: (word: string, sending: () => void) => Promise<string>,
): Promise<Reading> {
	const {clock, source} = context
	let askedAt = clock.monotonic()
	const sending = () => {
		askedAt = clock.monotonic()
	}
	const answer = await context.exchange(question, async () => {
		const word = Math.random().toString(36).slice(2)
		return (await ask(word, sending)).replaceAll(`@linestat ${word} `, '@linestat WORD ')
	})
	const at = (askedAt + clock.monotonic()) / 2
	const snapshot = parseSysfs(naming(source, () => unframe(answer, 'WORD')))
	if (snapshot.interfaces.length === 0) {
		throw new ParseError(`No /sys/class/net on ${source}`, {hint: 'Only Linux has it; is it mounted there?'})
	}
	return {...snapshot, at}
}
