import fs from 'node:fs'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {exitCodeOf, describe as say} from '../../../src/errors.ts'
import {failure} from '../../ssh.ts'
import {type Sshd, startSshd} from '../servers/sshd.ts'
import {addUser, root} from '../servers/user.ts'
import {connect} from './connect.ts'

let sshd: Sshd
beforeAll(async () => {
	sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
})
afterAll(() => sshd.stop())

describe.runIf(root.here)(`other users${root.note}`, () => {
	it('log in by password, and are refused with a wrong one', async () => {
		using user = addUser({password: 'right-pass'})
		const given = {user: user.name, options: {identityFile: []}}
		await using ssh = await connect(sshd, {...given, secrets: {password: 'right-pass'}})
		expect((await ssh.exec('id -un')).stdout).toBe(`${user.name}\n`)
		const error = await failure(connect(sshd, {...given, secrets: {password: 'wrong-pass'}}))
		expect(exitCodeOf(error)).toBe(4)
		expect(say(error)).not.toContain('wrong-pass')
	})

	it('log in by keyboard-interactive', async () => {
		using user = addUser({password: 'right-pass'})
		await using server = await startSshd([
			'UsePAM yes',
			'PasswordAuthentication no',
			'KbdInteractiveAuthentication yes',
		])
		const secrets = {password: 'right-pass'}
		await using ssh = await connect(server, {user: user.name, options: {identityFile: []}, secrets})
		expect((await ssh.exec('id -un')).stdout).toBe(`${user.name}\n`)
	})

	it('may have start-up files that print', async () => {
		using user = addUser({shell: '/bin/bash'})
		fs.writeFileSync(path.join(user.home, '.bashrc'), 'echo Welcome to this machine\necho really >&2\n')
		await using server = await startSshd(['UsePAM no', 'Subsystem sftp /usr/lib/openssh/sftp-server'])
		await using ssh = await connect(server, {user: user.name})
		expect((await ssh.exec('echo begin')).stdout).toBe('Welcome to this machine\nbegin\n')
		expect(say(await failure(ssh.openFile('/etc/hostname')))).toContain(
			'start-up files of the account must not print',
		)
	})

	it('may have BusyBox for a shell', async () => {
		const shell = path.join(sshd.folder, 'ash')
		fs.symlinkSync('/usr/bin/busybox', shell)
		using user = addUser({shell})
		await using ssh = await connect(sshd, {user: user.name})
		expect(await ssh.exec('echo "$0"; busybox cat /proc/uptime')).toMatchObject({
			stdout: expect.stringMatching(/ash\n\d+\.\d\d \d+\.\d\d\n$/),
			code: 0,
		})
	})

	it('may have SFTP only', async () => {
		using user = addUser()
		const only = `Match User ${user.name}\nForceCommand internal-sftp`
		await using server = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp', only])
		await using ssh = await connect(server, {user: user.name})
		expect(await ssh.exec('uptime')).toEqual({
			stdout: expect.stringContaining('This service allows sftp connections only.'),
			stderr: '',
			code: 1,
		})
		expect(await text(ssh.readFile('/etc/hostname'))).toBe(fs.readFileSync('/etc/hostname', 'utf8'))
	})
})
