import {modemFixture} from '../../fixtures/modem.ts'
import {folder} from '../../folder.ts'
import {type Ran, type RunOptions, run} from '../../run.ts'
import {type SshBehaviour, type SshSimulator, startSsh} from '../../simulators/ssh.ts'
import {startZte, type ZteBehaviour, type ZteSimulator} from '../../simulators/zte/zte.ts'

export const PASSWORD = 'secret'

/** A modem with a shell, and every command line that it was given. */
export interface ShellModem extends AsyncDisposable {
	readonly ssh: SshSimulator
	readonly commands: readonly string[]
}

/** A modem that answers the command lines of a fixture, or what `exec` says. */
export async function startShell(name: string, behaviour: SshBehaviour = {}): Promise<ShellModem> {
	const {answers} = modemFixture(name)
	const commands: string[] = []
	const ssh = await startSsh({
		accounts: {root: {password: PASSWORD}},
		...behaviour,
		exec(command, channel) {
			commands.push(command)
			if (behaviour.exec !== undefined) return behaviour.exec(command, channel)
			return answers.get(command) ?? {stderr: `sh: ${command}: not found\n`, code: 127}
		},
	})
	return {ssh, commands, [Symbol.asyncDispose]: ssh.close}
}

export function startWeb(name: string, behaviour: Partial<ZteBehaviour> = {}): Promise<ZteSimulator> {
	const {modem, answers} = modemFixture(name)
	const family = modem === 'zte-h267a' ? 'h267a' : 'h1600'
	return startZte({family, pages: answers, ...behaviour})
}

export type AnyModem = ShellModem | ZteSimulator

/** The options that lead to a simulator. */
export function place(modem: AnyModem): string[] {
	if (!('ssh' in modem)) return ['--host', '127.0.0.1', '--port', String(modem.port)]
	return ['--host', '127.0.0.1', '--port', String(modem.ssh.port), '--host-key', modem.ssh.fingerprint]
}

/** Runs the program against a modem, with the right password and an empty home unless told otherwise. */
export const poll = (modem: AnyModem, argv: readonly string[], options: RunOptions = {}): Promise<Ran> =>
	run(['modem', ...argv, ...place(modem), '--timestamp', 'none'], {
		...options,
		env: {HOME: folder(), LINESTAT_MODEM_PASSWORD: PASSWORD, ...options.env},
	})

/** The lines about the modem, without those about the poll, whose durations differ. */
export const deviceLines = (stdout: string): string[] =>
	stdout.split('\n').filter(line => !/^(# (HELP|TYPE) )?linestat_|^$/.test(line))
