import os from 'node:os'
import type {SshConnection} from '../../../src/transports/ssh/index.ts'
import {type Given, login} from '../../ssh.ts'
import type {Sshd} from '../servers/sshd.ts'

/** Who runs the tests, and may log in. */
export const ME = os.userInfo().username

/** Logs in to a server whose keys are known, with the key that it accepts. */
export const connect = (
	server: Sshd,
	{user = ME, ...given}: Given & {user?: string} = {},
): Promise<SshConnection> =>
	login(`${user}@127.0.0.1:${server.port}`, {
		...given,
		options: {knownHosts: [server.knownHosts], identityFile: [server.identity], ...given.options},
	})
