import {expect} from 'vitest'
import {openSsh, type SshConnection, type SshContext} from '../src/transports/ssh/index.ts'
import type {SshOptions} from '../src/transports/ssh/options.ts'
import {sshTarget} from '../src/transports/ssh/target.ts'

export interface Given {
	options?: Partial<SshOptions>
	secrets?: Readonly<Record<string, string>>
	env?: Record<string, string>
	signal?: AbortSignal
	stateDir?: string | undefined
	/** Receives every line of the log. */
	told?: string[]
}

const NO_OPTIONS: SshOptions = {
	identityFile: [],
	hostKey: [],
	knownHosts: [],
	acceptNewHostKey: false,
	legacySsh: false,
}

/** Logs in as a device would, with a home that does not exist unless `env` names one. */
export function login(target: string, given: Given = {}): Promise<SshConnection> {
	const {options, secrets = {}, env, stateDir, told = []} = given
	const tell = (message: string) => void told.push(message)
	const context: SshContext = {
		signal: given.signal ?? new AbortController().signal,
		log: {error: tell, warn: tell, info: tell, debug: tell, hide: () => {}, flush: () => {}},
		env: {HOME: '/nonexistent', ...env},
		secret: async name => secrets[name],
		stateDir: async () => stateDir,
	}
	return openSsh(sshTarget(target), {...NO_OPTIONS, ...options}, context)
}

/** What a promise is rejected with. */
export const failure = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => expect.unreachable('should have failed'),
		error => error,
	)
