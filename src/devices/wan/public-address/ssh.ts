import {openSsh} from '../../../transports/ssh/index.ts'
import type {SshOptions} from '../../../transports/ssh/options.ts'
import type {SshTarget} from '../../../transports/ssh/target.ts'
import type {SshContext} from '../../../transports/ssh/types.ts'

/** What a machine outside sees of who logs in to it: address, port and its own port (sshd(8), ENVIRONMENT). */
export async function askSsh(target: SshTarget, options: SshOptions, context: SshContext): Promise<string> {
	await using connection = await openSsh(target, options, context)
	// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell there replaces it.
	const {stdout} = await connection.exec('echo "${SSH_CLIENT%% *}"', {maxBytes: 4096})
	return stdout
}
