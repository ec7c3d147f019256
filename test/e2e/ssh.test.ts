import {execFileSync, spawn} from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import {buffer, text} from 'node:stream/consumers'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {AuthError, ConnectError, exitCodeOf, resultOf, describe as say} from '../../src/errors.ts'
import type {SshConnection} from '../../src/transports/ssh/index.ts'
import {
	judgeHostKey,
	keyType,
	knownTypes,
	lookupNames,
	parseKnownHosts,
} from '../../src/transports/ssh/known-hosts.ts'
import {failure, type Given, login} from '../ssh.ts'
import {linestat} from './program.ts'
import {makeKey, type Sshd, startSshd} from './servers/sshd.ts'
import {addUser, canAddUsers} from './servers/user.ts'

const ME = os.userInfo().username

let sshd: Sshd
beforeAll(async () => {
	sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
})
afterAll(() => sshd.stop())

/** Logs in to a server whose keys are known, with the key that it accepts. */
const connect = (server: Sshd, {user = ME, ...given}: Given & {user?: string} = {}): Promise<SshConnection> =>
	login(`${user}@127.0.0.1:${server.port}`, {
		...given,
		options: {knownHosts: [server.knownHosts], identityFile: [server.identity], ...given.options},
	})

describe('a session', () => {
	it('runs commands', async () => {
		await using ssh = await connect(sshd)
		expect(await ssh.exec('echo out; echo err >&2; exit 3')).toMatchObject({
			stdout: expect.stringMatching(/out\n$/),
			stderr: expect.stringMatching(/err\n$/),
			code: 3,
		})
		expect((await ssh.exec('kill -9 $$')).code).toBeUndefined()
	})

	it('talks to a loop, which ends with the connection', async () => {
		await using ssh = await connect(sshd)
		const stream = await ssh.open(`exec sh -c 'while read -r t; do echo "<$t>"; done; echo end'`)
		stream.write('1\n')
		stream.write('2\n')
		stream.end()
		expect(await text(stream)).toMatch(/<1>\n<2>\nend\n$/)
	})

	it('has a shell on a wide terminal', async () => {
		await using ssh = await connect(sshd)
		const shell = await ssh.shell()
		shell.end('stty size; exit\n')
		expect(await text(shell)).toContain('250 250')
	})

	it('stops a command that never stops', async () => {
		await using ssh = await connect(sshd)
		expect(say(await failure(ssh.exec('yes', {maxBytes: 1_000_000})))).toContain('more than 1000000 bytes')
		expect((await ssh.exec('echo still here')).stdout).toContain('still here')
	})

	it('reads 20 MB over SFTP', async () => {
		const content = Buffer.from(Array.from({length: 20_000_000}, (_, index) => (index * 31) % 253))
		const file = path.join(sshd.folder, 'big')
		fs.writeFileSync(file, content)
		await using ssh = await connect(sshd)
		await using remote = await ssh.openFile(file)
		expect((await remote.stat()).size).toBe(content.length)
		expect((await buffer(remote.read())).equals(content)).toBe(true)
		expect(resultOf(await failure(ssh.openFile('/nonexistent')))).toBe('protocol')
	})

	it('ends with an error when the server dies in the middle of an answer', async () => {
		await using server = await startSshd(['UsePAM no'])
		await using ssh = await connect(server)
		const answer = failure(ssh.exec('echo begin; kill -9 $PPID; sleep 30'))
		expect(await answer).toBeInstanceOf(ConnectError)
	})

	it('says that there are no more sessions', async () => {
		await using server = await startSshd(['UsePAM no', 'MaxSessions 1'])
		await using ssh = await connect(server)
		const first = await ssh.open('cat')
		expect(resultOf(await failure(ssh.exec('true')))).toBe('refused')
		first.destroy()
	})
})

describe('the host key', () => {
	it('is refused before the login if it is unknown or another one', async () => {
		const server = await startSshd(['UsePAM no'])
		const changed = path.join(server.folder, 'changed')
		fs.writeFileSync(changed, `[127.0.0.1]:${server.port} ${sshd.hostKeys.ed25519}\n`)
		for (const [knownHosts, message] of [
			['/dev/null', 'is not known'],
			[changed, 'has changed'],
		] as const) {
			const error = await failure(connect(server, {options: {knownHosts: [knownHosts]}}))
			expect(error).toBeInstanceOf(AuthError)
			expect(exitCodeOf(error)).toBe(4)
			expect(say(error)).toContain(message)
		}
		expect(server.log()).not.toMatch(/userauth|Accepted|Failed/)
		await server.stop()
	})

	it('is pinned, or learned once', async () => {
		const [, fingerprint = ''] = execFileSync('ssh-keygen', [
			'-lf',
			path.join(sshd.folder, 'host_ed25519.pub'),
		])
			.toString()
			.split(' ')
		await using _ = await connect(sshd, {options: {hostKey: [fingerprint], knownHosts: []}})

		const knownHosts = [path.join(sshd.folder, 'learned')]
		await using _first = await connect(sshd, {options: {knownHosts, acceptNewHostKey: true}})
		await using _second = await connect(sshd, {options: {knownHosts}})
		const found = execFileSync('ssh-keygen', ['-F', `[127.0.0.1]:${sshd.port}`, '-f', knownHosts[0] ?? ''])
		expect(found.toString()).toContain(sshd.hostKeys.ed25519)
	})

	it.each(['ed25519', 'ecdsa', 'rsa'])('is the %s one if that is known', async type => {
		const file = path.join(sshd.folder, `only-${type}`)
		fs.writeFileSync(file, `[127.0.0.1]:${sshd.port} ${sshd.hostKeys[type]}\n`)
		await using _ = await connect(sshd, {options: {knownHosts: [file]}})
	})

	describe('is judged as OpenSSH does', () => {
		const folder = 'fixtures/ssh/known_hosts'
		const base64 = (line: string) => line.split(' ')[1] ?? ''
		const cases = fs.readdirSync(folder).flatMap(name => [
			{name, host: 'one', port: 2201},
			{name, host: 'two', port: 2202},
		])

		it.each(cases)('$host in $name', ({name, host, port}) => {
			// The server plays the host: in the file, its keys take the place of the host's.
			let lines = fs.readFileSync(path.join(folder, name), 'utf8')
			for (const [type, own] of Object.entries(sshd.hostKeys)) {
				const key = fs.readFileSync(`fixtures/ssh/keys/${host}-${type}.pub`, 'utf8')
				lines = lines.replaceAll(base64(key.trim()), base64(own))
			}
			const file = path.join(sshd.folder, `judged-${host}-${name}`)
			fs.writeFileSync(file, lines)

			const entries = parseKnownHosts(lines, file)
			const names = lookupNames(`${host}.test`, port)
			const [wanted = 'ssh-ed25519'] = knownTypes(entries, names)
			const shown = Object.values(sshd.hostKeys)
				.map(key => Buffer.from(base64(key), 'base64'))
				.find(key => keyType(key) === wanted)
			const verdict = judgeHostKey(entries, names, shown ?? Buffer.alloc(0))
			expect(verdict.is === 'known').toBe(opensshAccepts(file, `${host}.test`, port))
		})
	})
})

/** Whether OpenSSH's client, told that the server is this host, goes on to the login. */
function opensshAccepts(knownHosts: string, host: string, port: number): boolean {
	const options = [
		`UserKnownHostsFile=${knownHosts}`,
		'GlobalKnownHostsFile=/dev/null',
		'StrictHostKeyChecking=yes',
		'UpdateHostKeys=no',
		'BatchMode=yes',
		'PreferredAuthentications=none',
		`ProxyCommand=busybox nc 127.0.0.1 ${sshd.port}`,
	]
	try {
		execFileSync(
			'ssh',
			['-F', '/dev/null', ...options.flatMap(one => ['-o', one]), '-p', String(port), host, 'true'],
			{
				stdio: 'pipe',
			},
		)
		return true
	} catch (error) {
		const {stderr} = error as {stderr: Buffer}
		if (/Permission denied/.test(stderr.toString())) return true
		expect(stderr.toString()).toMatch(/verification failed|revoked/i)
		return false
	}
}

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

describe.runIf(canAddUsers)('other users', () => {
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

describe('algorithms', () => {
	it('are outdated only when asked for', async () => {
		await using server = await startSshd([
			'UsePAM no',
			'KexAlgorithms diffie-hellman-group14-sha1',
			'HostKeyAlgorithms ssh-rsa',
			'Ciphers aes128-cbc,3des-cbc',
			'MACs hmac-sha1',
		])
		const error = await failure(connect(server))
		expect(exitCodeOf(error)).toBe(5)
		expect(say(error)).toContain('--legacy-ssh')
		await using ssh = await connect(server, {options: {legacySsh: true}})
		expect((await ssh.exec('echo done')).stdout).toContain('done')
	})

	it('are a group exchange only where there is nothing else', async () => {
		const told: string[] = []
		const groups = 'KexAlgorithms diffie-hellman-group-exchange-sha256,diffie-hellman-group14-sha256'
		await using fixed = await startSshd(['UsePAM no', groups])
		await using _first = await connect(fixed, {told})
		await using exchange = await startSshd([
			'UsePAM no',
			'KexAlgorithms diffie-hellman-group-exchange-sha256',
		])
		await using _second = await connect(exchange, {told})
		expect(told.join('\n')).toMatch(
			/agreed on diffie-hellman-group14-sha256(.|\n)*agreed on diffie-hellman-group-exchange/,
		)
	})
})

async function startAgent(folder: string) {
	const socket = path.join(folder, `agent-${Date.now()}`)
	const agent = spawn('ssh-agent', ['-D', '-a', socket], {stdio: 'ignore'})
	await expect.poll(() => fs.existsSync(socket)).toBe(true)
	return {
		socket,
		add: (key: string) =>
			execFileSync('ssh-add', ['-q', key], {env: {...process.env, SSH_AUTH_SOCK: socket}}),
		async [Symbol.asyncDispose]() {
			agent.kill()
		},
	}
}
