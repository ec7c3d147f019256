import type {ExecResult, SshConnection} from '../../transports/ssh/types.ts'
import type {PollContext} from '../device.ts'
import type {ActionContext} from './model.ts'
import type {ModemOptions} from './options.ts'

/** Longest answer that is taken: that of a Technicolor is 20 KiB. */
const MAX_BYTES = 256 * 1024

/** What one command line prints: one login, one exec. What it says on stderr counts where it says nothing else. */
export function ask(command: string, options: ModemOptions, context: PollContext): Promise<string> {
	return context.exchange(command, async () => {
		const {stdout, stderr} = await run(command, options, context)
		return stdout.trim() === '' ? stderr : stdout
	})
}

/** Runs one command line on the modem. */
export async function run(
	command: string,
	options: ModemOptions,
	context: ActionContext,
): Promise<ExecResult> {
	await using connection = await connect(options, context)
	return await connection.exec(command, {maxBytes: MAX_BYTES})
}

async function connect(options: ModemOptions, context: ActionContext): Promise<SshConnection> {
	const {openSsh} = await import('../../transports/ssh/index.ts')
	const {host, port, username: user = 'root'} = options
	return await openSsh({user, host, ...(port !== undefined && {port})}, options, context)
}
