import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll} from 'vitest'
import type {SshConnection} from '../../../src/transports/ssh/index.ts'
import type {SshBehaviour, SshSimulator} from '../../simulators/ssh.ts'
import {type Given, login} from '../../ssh.ts'

/** A device with one account. */
export const ADMIN = {accounts: {admin: {password: 'right'}}} as const satisfies SshBehaviour

/** Connects to a simulator whose key is pinned, unless the options say how else to know it. */
export const connect = (
	simulator: SshSimulator,
	given: Given & {target?: string} = {},
): Promise<SshConnection> =>
	login(given.target ?? `admin@127.0.0.1:${simulator.port}`, {
		secrets: {password: 'right'},
		...given,
		options: {hostKey: [simulator.fingerprint], ...given.options},
	})

/** A home folder with an empty .ssh for the tests of a file, and how to write files below it. */
export function withHome() {
	let home = ''
	beforeAll(() => {
		home = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-ssh-'))
		fs.mkdirSync(path.join(home, '.ssh'), {mode: 0o700})
	})
	afterAll(() => fs.rmSync(home, {recursive: true, force: true}))
	return {
		inHome: (name: string): string => path.join(home, name),
		file(name: string, content: string, mode = 0o600): string {
			const place = path.join(home, name)
			fs.mkdirSync(path.dirname(place), {recursive: true})
			fs.writeFileSync(place, content)
			fs.chmodSync(place, mode)
			return place
		},
	}
}
