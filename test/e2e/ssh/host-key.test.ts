import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {AuthError, exitCodeOf, describe as say} from '../../../src/errors.ts'
import {
	judgeHostKey,
	keyType,
	knownTypes,
	lookupNames,
	parseKnownHosts,
} from '../../../src/transports/ssh/known-hosts.ts'
import {failure} from '../../ssh.ts'
import {type Sshd, startSshd} from '../servers/sshd.ts'
import {connect} from './connect.ts'

let sshd: Sshd
beforeAll(async () => {
	sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
})
afterAll(() => sshd.stop())

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
