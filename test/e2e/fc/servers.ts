import {afterAll, beforeAll} from 'vitest'
import {installed} from '../installed.ts'
import {type Sshd, startSshd} from '../servers/sshd.ts'

export const sshds = installed('sshd')

/** Two SSH servers for the tests of a file: one with SFTP, one that only runs commands. */
export function startServers(): {readonly withSftp: Sshd; readonly without: Sshd} {
	const started: Sshd[] = []
	beforeAll(async () => {
		if (!sshds.here) return
		for (const more of [['Subsystem sftp internal-sftp'], []])
			started.push(await startSshd(['UsePAM no', ...more]))
	})
	afterAll(() => Promise.all(started.map(one => one.stop())))
	const nth = (index: number) => {
		const one = started[index]
		if (one === undefined) throw new Error('The servers start before the first test')
		return one
	}
	return {
		get withSftp() {
			return nth(0)
		},
		get without() {
			return nth(1)
		},
	}
}
