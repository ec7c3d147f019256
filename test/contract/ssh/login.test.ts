import {describe, expect, it} from 'vitest'
import {AuthError, ConfigError, exitCodeOf, describe as say} from '../../../src/errors.ts'
import {startSsh} from '../../simulators/ssh.ts'
import {keyPair} from '../../simulators/ssh-keys.ts'
import {failure} from '../../ssh.ts'
import {ADMIN, connect, withHome} from './device.ts'

const {file, inHome} = withHome()

describe('the login', () => {
	const {private: right, public: authorized} = keyPair()

	it('uses the key that was named', async () => {
		await using device = await startSsh({accounts: {admin: {keys: [authorized]}}})
		const identityFile = [file('key', right)]
		await using _ = await connect(device, {options: {identityFile}, secrets: {}})
		expect(new Set(device.attempts)).toEqual(new Set(['admin publickey']))
	})

	it.each(['rsa', 'ecdsa'] as const)('uses an encrypted %s key with its passphrase', async type => {
		const pair = keyPair(type, 'open sesame')
		await using device = await startSsh({accounts: {admin: {keys: [pair.public]}}})
		const identityFile = [file(`${type}-locked`, pair.private)]
		await using _ = await connect(device, {options: {identityFile}, secrets: {passphrase: 'open sesame'}})
	})

	it('uses the usual key files, and skips what is not usable', async () => {
		await using device = await startSsh({accounts: {admin: {keys: [authorized]}}})
		file('usual/.ssh/id_ed25519', keyPair('ed25519', 'secret').private)
		file('usual/.ssh/id_rsa', right)
		await using _ = await connect(device, {env: {HOME: inHome('usual')}, secrets: {}})
	})

	it('finds a key by ~, which no shell replaces in a configuration file', async () => {
		await using device = await startSsh({accounts: {admin: {keys: [authorized]}}})
		file('tilde/key', right)
		const env = {HOME: inHome('tilde')}
		await using _ = await connect(device, {env, options: {identityFile: ['~/key']}, secrets: {}})
	})

	it('takes host, port, user and key from ~/.ssh/config', async () => {
		await using device = await startSsh({accounts: {root: {keys: [authorized]}}})
		file('configured/.ssh/work', right)
		file(
			'configured/.ssh/config',
			`Host line*\n  HostName 127.0.0.1\n  Port ${device.port}\n  User root\n  IdentityFile ~/.ssh/work\n`,
		)
		const env = {HOME: inHome('configured')}
		await using _ = await connect(device, {target: 'line1', env, secrets: {}})
		expect(device.attempts).toContain('root publickey')
	})

	it('sends a wrong password once, and says who was refused', async () => {
		const prompts = [{prompt: 'Password: ', secret: 'right'}]
		await using device = await startSsh({accounts: {admin: {password: 'right', prompts}}})
		const error = await failure(connect(device, {secrets: {password: 'wrong'}}))
		expect(exitCodeOf(error)).toBe(4)
		expect(say(error)).toContain(
			'refused the login of "admin" by password; it accepts password, keyboard-interactive',
		)
		expect(say(error)).not.toContain('wrong')
		expect(device.attempts).toEqual(['admin password'])
	})

	it('answers a password prompt of keyboard-interactive', async () => {
		await using device = await startSsh({
			accounts: {admin: {prompts: [{prompt: "admin's Password: ", secret: 'right'}]}},
		})
		await using _ = await connect(device)
	})

	it.each(['Verification code: ', 'New password: ', 'One-time password (OATH): '])(
		'does not answer "%s"',
		async prompt => {
			await using device = await startSsh({accounts: {admin: {prompts: [{prompt, secret: 'right'}]}}})
			const error = await failure(connect(device))
			expect(error).toBeInstanceOf(AuthError)
			expect(say(error)).toContain(prompt.trim())
		},
	)

	it('gives one factor after the other', async () => {
		const factors = ['publickey', 'password'] as const
		await using device = await startSsh({accounts: {admin: {keys: [authorized], password: 'right', factors}}})
		await using _ = await connect(device, {options: {identityFile: [file('factor', right)]}})
	})

	it('logs in where nothing is asked', async () => {
		await using device = await startSsh({accounts: {admin: {open: true}}})
		await using _ = await connect(device, {secrets: {}})
	})

	it('says what the device accepts when there is nothing to offer', async () => {
		await using device = await startSsh(ADMIN)
		const error = await failure(connect(device, {secrets: {}}))
		expect(error).toBeInstanceOf(ConfigError)
		expect(exitCodeOf(error)).toBe(6)
		expect(say(error)).toMatch(
			/No key and no password .* it accepts password\. Give --identity-file or --password-file/,
		)
	})

	it.each([
		['is missing', () => '/nonexistent/key', 'Cannot find the private key'],
		['others can read', () => file('open', right, 0o644), 'can be read by others (mode 0644). Run chmod 600'],
		[
			'is locked',
			() => file('locked', keyPair('ed25519', 'x').private),
			'is encrypted and no passphrase is given',
		],
		['is public', () => file('key.pub', authorized), 'is a public key'],
		['is a folder', () => inHome('.ssh'), 'is not a file. Check --identity-file'],
		['is no key', () => file('noise', 'hello'), 'Cannot understand the private key'],
	])('ends before anything is sent if a named key %s', async (_, make, message) => {
		await using device = await startSsh(ADMIN)
		const error = await failure(connect(device, {options: {identityFile: [make()]}}))
		expect(error).toBeInstanceOf(ConfigError)
		expect(exitCodeOf(error)).toBe(6)
		expect(say(error)).toContain(message)
		expect(device.attempts).toEqual([])
	})

	it('tells a wrong passphrase', async () => {
		await using device = await startSsh(ADMIN)
		const identityFile = [file('wrong', keyPair('ed25519', 'x').private)]
		const error = await failure(connect(device, {options: {identityFile}, secrets: {passphrase: 'y'}}))
		expect(say(error)).toMatch(/The passphrase does not open .*\. Check the passphrase/)
	})

	it('goes on without an agent that is gone', async () => {
		await using device = await startSsh(ADMIN)
		await using _ = await connect(device, {env: {SSH_AUTH_SOCK: '/nonexistent/agent'}})
	})
})
