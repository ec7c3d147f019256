import os from 'node:os'
import {installed} from '../../test/e2e/installed.ts'
import {startSshd} from '../../test/e2e/servers/sshd.ts'
import {emptyScript, type Group, program, workFolder} from './group.ts'
import type {Case} from './measure.ts'

/** An OpenSSH server on loopback, beside the system's own client; undefined where it is not installed. */
export async function sshGroup(): Promise<Group | undefined> {
	if (!installed('sshd').here || !installed('ssh').here) return undefined
	const {folder, home, remove} = workFolder()
	const sshd = await startSshd(['UsePAM no'])
	const user = os.userInfo().username
	const target = ['--ssh', `${user}@127.0.0.1:${sshd.port}`]
	const keys = ['--identity-file', sshd.identity, '--known-hosts', sshd.knownHosts]
	const openssh: Case = {
		name: 'ssh host true (OpenSSH)',
		command: [
			'ssh',
			...['-F', '/dev/null', '-i', sshd.identity, '-p', String(sshd.port)],
			...['-o', 'BatchMode=yes', '-o', `UserKnownHostsFile=${sshd.knownHosts}`],
			`${user}@127.0.0.1`,
			'true',
		],
		env: {PATH: '/usr/bin:/bin', HOME: home},
		foreign: true,
	}
	return {
		title: 'Over SSH, loopback',
		cases: [
			emptyScript(folder),
			program('ifstat --ssh', ['ifstat', ...target, ...keys], {HOME: home}),
			openssh,
		],
		async [Symbol.asyncDispose]() {
			await sshd.stop()
			remove()
		},
	}
}
