import {once} from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {buffer, text} from 'node:stream/consumers'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {
	AuthError,
	ConfigError,
	ConnectError,
	exitCodeOf,
	ParseError,
	resultOf,
	describe as say,
} from '../../src/errors.ts'
import {NoSuchFileError, type SshConnection} from '../../src/transports/ssh/index.ts'
import {type SshBehaviour, type SshSimulator, type SshStage, startSsh} from '../simulators/ssh.ts'
import {keyPair} from '../simulators/ssh-keys.ts'
import {failure, type Given, login} from '../ssh.ts'

let home: string
beforeAll(() => {
	home = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-ssh-'))
	fs.mkdirSync(path.join(home, '.ssh'), {mode: 0o700})
})
afterAll(() => fs.rmSync(home, {recursive: true, force: true}))

const file = (name: string, content: string, mode = 0o600): string => {
	const place = path.join(home, name)
	fs.mkdirSync(path.dirname(place), {recursive: true})
	fs.writeFileSync(place, content)
	fs.chmodSync(place, mode)
	return place
}

/** Connects to a simulator whose key is pinned, unless the options say how else to know it. */
const connect = (simulator: SshSimulator, given: Given & {target?: string} = {}): Promise<SshConnection> =>
	login(given.target ?? `admin@127.0.0.1:${simulator.port}`, {
		secrets: {password: 'right'},
		...given,
		options: {hostKey: [simulator.fingerprint], ...given.options},
	})

const ADMIN = {accounts: {admin: {password: 'right'}}} as const satisfies SshBehaviour

describe('a session', () => {
	it('runs commands and reads output, errors and status', async () => {
		await using device = await startSsh({
			...ADMIN,
			exec: command => ({stdout: `did ${command}\n`, stderr: 'oh\n', code: 3}),
		})
		await using ssh = await connect(device)
		expect(await ssh.exec('uptime')).toEqual({stdout: 'did uptime\n', stderr: 'oh\n', code: 3})
		expect(await ssh.exec('again')).toMatchObject({stdout: 'did again\n'})
	})

	it('talks to a command, and sees its end', async () => {
		await using device = await startSsh({
			...ADMIN,
			exec(_command, channel) {
				channel.on('data', (line: Buffer) => channel.write(`<${line.toString().trim()}>\n`))
				channel.on('end', () => channel.end())
				return undefined
			},
		})
		await using ssh = await connect(device)
		const stream = await ssh.open('cat')
		stream.end('tick\n')
		expect(await text(stream)).toBe('<tick>\n')
	})

	it('has a shell with a terminal', async () => {
		await using device = await startSsh({
			...ADMIN,
			shell: channel => channel.end('DrayTek> '),
		})
		await using ssh = await connect(device)
		expect(await text(await ssh.shell())).toBe('DrayTek> ')
	})

	it('leaves nothing open when it is closed, even at a device that hangs', async () => {
		await using device = await startSsh({...ADMIN, hang: 'channel'})
		const ssh = await connect(device)
		const waiting = failure(ssh.exec('uptime'))
		ssh.close()
		expect(say(await waiting)).toContain('was closed')
		expect(say(await failure(ssh.exec('uptime')))).toContain('was closed')
		await expect.poll(() => device.connections).toBe(0)
	})

	it('never takes the beginning of an answer for all of it', async () => {
		await using device = await startSsh({...ADMIN, exec: () => 'half of it', hang: 'answer'})
		const ssh = await connect(device)
		const waiting = failure(ssh.exec('uptime'))
		const stream = await ssh.open('uptime')
		await once(stream, 'readable')
		ssh.close()
		expect(await waiting).toBeInstanceOf(ConnectError)
		expect(stream.destroyed).toBe(true)
	})

	it('refuses an answer that is too long', async () => {
		await using device = await startSsh({...ADMIN, flood: 'answer', exec: () => ''})
		await using ssh = await connect(device)
		const error = await failure(ssh.exec('yes', {maxBytes: 100_000}))
		expect(error).toBeInstanceOf(ParseError)
		expect(say(error)).toContain('more than 100000 bytes')
	})

	it('tells a refused channel from a refused command', async () => {
		await using device = await startSsh({...ADMIN, refuse: 'channel'})
		await using ssh = await connect(device)
		expect(resultOf(await failure(ssh.exec('uptime')))).toBe('refused')

		await using other = await startSsh(ADMIN)
		await using bare = await connect(other)
		expect(say(await failure(bare.exec('uptime')))).toContain('refused to run a command')
		expect(say(await failure(bare.shell()))).toContain('refused a shell')
		expect(say(await failure(bare.openFile('/x')))).toContain('offers no SFTP')
	})
})

describe('SFTP', () => {
	const long = Buffer.from(Array.from({length: 300_000}, (_, index) => index % 251))
	const files = () =>
		new Map([
			['/long', {content: long, modified: 1_700_000_000}],
			['/empty', {content: Buffer.alloc(0), modified: 1}],
		])

	it.each([262_144, 32_768, 1000])('reads a file in order, %d bytes an answer', async readBytes => {
		await using device = await startSsh({...ADMIN, files: files(), readBytes})
		await using ssh = await connect(device)
		await using remote = await ssh.openFile('/long')
		expect(await remote.stat()).toEqual({size: 300_000, modified: 1_700_000_000})
		expect((await buffer(remote.read())).equals(long)).toBe(true)
	})

	it('reads an empty file, and as a stream', async () => {
		await using device = await startSsh({...ADMIN, files: files()})
		await using ssh = await connect(device)
		expect(await text(ssh.readFile('/empty'))).toBe('')
		expect((await buffer(ssh.readFile('/long'))).equals(long)).toBe(true)
	})

	it('says that a file is not there, or too long', async () => {
		await using device = await startSsh({...ADMIN, files: files()})
		await using ssh = await connect(device)
		expect(await failure(ssh.openFile('/nowhere'))).toBeInstanceOf(NoSuchFileError)
		expect(say(await failure(text(ssh.readFile('/long', {maxBytes: 100_000}))))).toContain(
			'longer than 100000 bytes. Check that the path',
		)
	})

	it('fails when the device goes away in the middle', async () => {
		await using device = await startSsh({...ADMIN, files: files(), drop: 'answer'})
		await using ssh = await connect(device)
		expect(await failure(text(ssh.readFile('/long')))).toBeInstanceOf(ConnectError)
	})
})

describe('the host key', () => {
	it.each([
		[[], 'is not known: it shows ssh-ed25519 SHA256:'],
		[[`SHA256:${'A'.repeat(43)}`], 'is not the pinned one'],
	])('is refused before anything is sent: %j', async (hostKey, message) => {
		await using device = await startSsh(ADMIN)
		const error = await failure(connect(device, {options: {hostKey}}))
		expect(error).toBeInstanceOf(AuthError)
		expect(exitCodeOf(error)).toBe(4)
		expect(say(error)).toContain(message)
		expect(say(error)).toContain(device.fingerprint)
		expect(device.attempts).toEqual([])
	})

	it('tells the line to add, which then is accepted', async () => {
		await using device = await startSsh(ADMIN)
		const knownHosts = [file('told', '')]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts}}))
		expect(say(error)).toContain(`add "${device.knownHost.trim()}" to ${knownHosts[0]}`)
		fs.writeFileSync(knownHosts[0] ?? '', device.knownHost)
		await using _ = await connect(device, {options: {hostKey: [], knownHosts}})
	})

	it('is refused when it has changed, with both fingerprints and the place', async () => {
		await using device = await startSsh(ADMIN)
		const {public: other, fingerprint} = keyPair()
		const knownHosts = [file('changed', `# old\n[127.0.0.1]:${device.port} ${other}\n`)]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts, acceptNewHostKey: true}}))
		expect(exitCodeOf(error)).toBe(4)
		expect(say(error)).toContain(`changed:2 has ${fingerprint}, it shows ssh-ed25519 ${device.fingerprint}`)
		expect(say(error)).toContain(`ssh-keygen -R '[127.0.0.1]:${device.port}'`)
		expect(device.attempts).toEqual([])
	})

	it('is refused when it is revoked', async () => {
		await using device = await startSsh(ADMIN)
		const knownHosts = [
			file('revoked', `${device.knownHost}@revoked * ${device.knownHost.split(' ').slice(1).join(' ')}`),
		]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts, acceptNewHostKey: true}}))
		expect(say(error)).toContain('is revoked by')
		expect(device.attempts).toEqual([])
	})

	it('is asked for by the type that is known', async () => {
		const [first, known] = [keyPair(), keyPair('rsa')]
		await using device = await startSsh({...ADMIN, hostKeys: [first.private, known.private]})
		const knownHosts = [file('rsa', `[127.0.0.1]:${device.port} ${known.public}\n`)]
		await using _ = await connect(device, {options: {hostKey: [], knownHosts}})
	})

	it('is not learned where another type is known', async () => {
		await using device = await startSsh(ADMIN)
		const knownHosts = [file('other', `[127.0.0.1]:${device.port} ${keyPair('rsa').public}\n`)]
		const error = await failure(connect(device, {options: {hostKey: [], knownHosts, acceptNewHostKey: true}}))
		expect(say(error)).toContain('only ssh-rsa is')
	})

	it('is learned once, into ~/.ssh/known_hosts', async () => {
		await using device = await startSsh(ADMIN)
		const HOME = path.join(home, 'learner')
		fs.mkdirSync(HOME)
		const given = {env: {HOME}, options: {hostKey: [], acceptNewHostKey: true}}
		await using _first = await connect(device, given)
		await using _second = await connect(device, given)
		const learned = path.join(HOME, '.ssh/known_hosts')
		expect(fs.readFileSync(learned, 'utf8')).toBe(device.knownHost)
		expect(fs.statSync(learned).mode & 0o777).toBe(0o600)
		expect(fs.statSync(path.dirname(learned)).mode & 0o777).toBe(0o700)
		await using _ = await connect(device, {env: {HOME}, options: {hostKey: []}})
	})

	it('is learned into the state folder where there is no home', async () => {
		await using device = await startSsh(ADMIN)
		const stateDir = path.join(home, 'state')
		fs.mkdirSync(stateDir)
		const given = {env: {HOME: '/nonexistent'}, stateDir}
		await using _first = await connect(device, {...given, options: {hostKey: [], acceptNewHostKey: true}})
		expect(fs.readFileSync(path.join(stateDir, 'known_hosts'), 'utf8')).toBe(device.knownHost)
		await using _second = await connect(device, {...given, options: {hostKey: []}})
	})
})

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
		await using _ = await connect(device, {env: {HOME: path.join(home, 'usual')}, secrets: {}})
	})

	it('finds a key by ~, which no shell replaces in a configuration file', async () => {
		await using device = await startSsh({accounts: {admin: {keys: [authorized]}}})
		file('tilde/key', right)
		const env = {HOME: path.join(home, 'tilde')}
		await using _ = await connect(device, {env, options: {identityFile: ['~/key']}, secrets: {}})
	})

	it('takes host, port, user and key from ~/.ssh/config', async () => {
		await using device = await startSsh({accounts: {root: {keys: [authorized]}}})
		file('configured/.ssh/work', right)
		file(
			'configured/.ssh/config',
			`Host line*\n  HostName 127.0.0.1\n  Port ${device.port}\n  User root\n  IdentityFile ~/.ssh/work\n`,
		)
		const env = {HOME: path.join(home, 'configured')}
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
		expect(error).toBeInstanceOf(AuthError)
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
		['is a folder', () => home, 'is not a file. Check --identity-file'],
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

describe('algorithms', () => {
	const old = {
		kex: ['diffie-hellman-group14-sha1'],
		serverHostKey: ['ssh-rsa'],
		cipher: ['aes128-cbc'],
		hmac: ['hmac-sha1'],
	} as const satisfies SshBehaviour['algorithms']

	it('are outdated only when asked for', async () => {
		await using device = await startSsh({...ADMIN, hostKeys: [keyPair('rsa').private], algorithms: {...old}})
		const error = await failure(connect(device))
		expect(exitCodeOf(error)).toBe(5)
		expect(say(error)).toContain('--legacy-ssh')
		await using _ = await connect(device, {options: {legacySsh: true}})
	})

	it('never are a group exchange where there is something else', async () => {
		const kex = ['diffie-hellman-group-exchange-sha256', 'diffie-hellman-group14-sha256'] as const
		await using device = await startSsh({...ADMIN, algorithms: {kex: [...kex]}})
		const told: string[] = []
		await using _ = await connect(device, {told})
		expect(told.join()).toContain('agreed on diffie-hellman-group14-sha256')
	})
})

describe('a device that misbehaves', () => {
	const stages: SshStage[] = ['connect', 'handshake', 'login', 'channel', 'answer']
	const poll = async (device: SshSimulator, signal?: AbortSignal) => {
		await using ssh = await connect(device, signal === undefined ? {} : {signal})
		return await ssh.exec('uptime')
	}

	it.each(stages)('hangs at the %s: the deadline ends it and the socket', async hang => {
		await using device = await startSsh({...ADMIN, exec: () => 'half of it', hang})
		const deadline = new AbortController()
		const reason = new ConnectError('too late', {result: 'timeout'})
		setTimeout(() => deadline.abort(reason), 250)
		expect(await failure(poll(device, deadline.signal))).toBe(reason)
		await expect.poll(() => device.connections).toBe(0)
	})

	it.each(stages)('drops the connection at the %s', async drop => {
		await using device = await startSsh({...ADMIN, exec: () => 'half of it', drop})
		const error = await failure(poll(device))
		expect(error).toBeInstanceOf(ConnectError)
		expect(say(error)).toContain('closed the connection')
	})

	it('never stops its greeting', async () => {
		await using device = await startSsh({flood: 'greeting'})
		const error = await failure(poll(device))
		expect(error).toBeInstanceOf(ParseError)
		expect(say(error)).toContain('does not speak SSH')
	})

	it('greets and shows a banner, which does no harm', async () => {
		const greeting = 'Authorised use only\r\n'
		await using device = await startSsh({...ADMIN, greeting, banner: 'Welcome\n', exec: () => 'up'})
		expect(await poll(device)).toMatchObject({stdout: 'up'})
	})

	it('is slow, and cuts characters in two', async () => {
		const stdout = 'größer als üblich, '.repeat(20)
		await using device = await startSsh({...ADMIN, slow: true, exec: () => ({stdout, code: 1})})
		expect(await poll(device)).toEqual({stdout, stderr: '', code: 1})
	})

	it('is not there', async () => {
		const device = await startSsh(ADMIN)
		await device.close()
		expect(resultOf(await failure(poll(device)))).toBe('refused')
	})

	it('has a name that nobody knows', async () => {
		await using device = await startSsh(ADMIN)
		const error = await failure(connect(device, {target: 'host.invalid'}))
		expect(error).toBeInstanceOf(ConnectError)
		expect(say(error)).toContain('Cannot connect to host.invalid:22')
	})

	it('fails the stream of an open command instead of ending it', async () => {
		await using device = await startSsh({
			...ADMIN,
			exec(_command, channel) {
				channel.write('one\n')
				return undefined
			},
		})
		await using ssh = await connect(device)
		const stream = await ssh.open('loop')
		stream.once('data', () => void device.close())
		expect(await failure(text(stream))).toBeInstanceOf(ConnectError)
	})
})
