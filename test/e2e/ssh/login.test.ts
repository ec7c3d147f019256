import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {AuthError, describe as say} from '../../../src/errors.ts'
import {failure} from '../../ssh.ts'
import {linestat} from '../program.ts'
import {makeKey, type Sshd, startSshd} from '../servers/sshd.ts'
import {startAgent} from './agent.ts'
import {connect, ME} from './connect.ts'

let sshd: Sshd
beforeAll(async () => {
	sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
})
afterAll(() => sshd.stop())

describe('the login', () => {
	it.each(['ed25519', 'ecdsa', 'rsa'])('takes an encrypted %s key', async type => {
		const key = makeKey(path.join(sshd.folder, `locked-${type}`), type, 'open sesame')
		fs.appendFileSync(path.join(sshd.folder, 'authorized_keys'), fs.readFileSync(`${key}.pub`))
		await using _ = await connect(sshd, {
			options: {identityFile: [key]},
			secrets: {passphrase: 'open sesame'},
		})
	})

	it('takes a key of the agent, also for a key file that is locked', async () => {
		await using agent = await startAgent(sshd.folder)
		const key = makeKey(path.join(sshd.folder, 'in-agent'), 'rsa')
		fs.appendFileSync(path.join(sshd.folder, 'authorized_keys'), fs.readFileSync(`${key}.pub`))
		agent.add(key)
		execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', key])
		const env = {SSH_AUTH_SOCK: agent.socket}
		await using _ = await connect(sshd, {env, options: {identityFile: []}})
		await using _other = await connect(sshd, {env, options: {identityFile: [key]}})
	})

	it('says what to do about an agent with too many keys', async () => {
		await using agent = await startAgent(sshd.folder)
		for (let number = 0; number < 8; number++)
			agent.add(makeKey(path.join(sshd.folder, `spare-${number}`), 'ed25519'))
		const error = await failure(
			connect(sshd, {env: {SSH_AUTH_SOCK: agent.socket}, options: {identityFile: []}}),
		)
		expect(error).toBeInstanceOf(AuthError)
		expect(say(error)).toMatch(/Too many authentication failures.*--identity-file/)
	})

	it('does not wait for an agent that never answers', async () => {
		const socket = path.join(sshd.folder, 'asleep')
		await using _ = net.createServer(client => client.resume()).listen(socket)
		const {status, stderr, seconds} = await linestat(
			[
				'ifstat',
				'--ssh',
				`${ME}@127.0.0.1:${sshd.port}`,
				'--known-hosts',
				sshd.knownHosts,
				'--timeout',
				'1s',
			],
			{env: {HOME: sshd.folder, SSH_AUTH_SOCK: socket}},
		)
		expect(stderr).toContain('did not answer within 1 s')
		expect(status).toBe(3)
		expect(seconds).toBeLessThan(2)
	})

	it('is refused with another key', async () => {
		const identityFile = [makeKey(path.join(sshd.folder, 'stranger'), 'ed25519')]
		const error = await failure(connect(sshd, {options: {identityFile}}))
		expect(say(error)).toContain(`refused the login of "${ME}" by publickey; it accepts publickey`)
	})
})
