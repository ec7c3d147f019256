import {type ChildProcess, execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {freePort} from './ports.ts'

const PROGRAM = '/usr/sbin/sshd'

export interface Sshd extends AsyncDisposable {
	readonly port: number
	/** Folder of this server: keys, configuration; others can enter it. Gone when the server is stopped. */
	readonly folder: string
	/** Key file that logs in as the user who runs the tests, and as every user of `addUser`. */
	readonly identity: string
	/** known_hosts with all keys of the server. */
	readonly knownHosts: string
	/** Public host keys by their type, as `ssh-ed25519 AAAA...`. */
	readonly hostKeys: Readonly<Record<string, string>>
	/** What the server has written to its log. */
	readonly log: () => string
	stop(): Promise<void>
}

/** Debian's own server on loopback, with keys made for it. `config` are lines of sshd_config, which come first. */
export async function startSshd(config: readonly string[] = []): Promise<Sshd> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-sshd-'))
	fs.chmodSync(folder, 0o755)
	const types = ['ed25519', 'ecdsa', 'rsa']
	for (const type of types) makeKey(path.join(folder, `host_${type}`), type)
	const identity = makeKey(path.join(folder, 'identity'), 'ed25519')
	fs.copyFileSync(`${identity}.pub`, path.join(folder, 'authorized_keys'))
	// Where sshd runs as root it drops privileges into this folder, which a system without a running sshd lacks.
	if (process.getuid?.() === 0) fs.mkdirSync('/run/sshd', {recursive: true, mode: 0o755})

	const port = await freePort()
	const file = path.join(folder, 'sshd_config')
	fs.writeFileSync(file, [...defaults(folder, types), ...config].join('\n').concat('\n'))
	let log = ''
	const server = spawn(PROGRAM, ['-D', '-e', '-f', file, '-p', String(port)], {
		stdio: ['ignore', 'ignore', 'pipe'],
	})
	server.stderr?.on('data', (text: Buffer) => {
		log += text.toString()
	})
	await untilListening(server, () => log)

	const hostKeys = Object.fromEntries(
		types.map(type => [
			type,
			fs
				.readFileSync(path.join(folder, `host_${type}.pub`), 'utf8')
				.split(' ', 2)
				.join(' '),
		]),
	)
	const knownHosts = path.join(folder, 'known_hosts')
	fs.writeFileSync(
		knownHosts,
		Object.values(hostKeys)
			.map(key => `[127.0.0.1]:${port} ${key}\n`)
			.join(''),
	)
	const stop = async () => {
		if (server.exitCode === null && server.signalCode === null) {
			server.kill()
			await once(server, 'exit')
		}
		fs.rmSync(folder, {recursive: true, force: true})
	}
	return {port, folder, identity, knownHosts, hostKeys, log: () => log, stop, [Symbol.asyncDispose]: stop}
}

/** A key as ssh-keygen makes it. Returns its path. */
export function makeKey(file: string, type: string, passphrase = ''): string {
	execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', '', '-f', file])
	return file
}

// The first value counts in sshd_config, so these are the ones that no test changes.
const defaults = (folder: string, types: readonly string[]): string[] => [
	'ListenAddress 127.0.0.1',
	`PidFile ${folder}/pid`,
	...types.map(type => `HostKey ${folder}/host_${type}`),
	`AuthorizedKeysFile ${folder}/authorized_keys`,
	'StrictModes no',
	'PermitRootLogin yes',
	'LogLevel VERBOSE',
]

async function untilListening(server: ChildProcess, log: () => string): Promise<void> {
	for (let waited = 0; !log().includes('Server listening'); waited += 20) {
		if (server.exitCode !== null || waited > 5000) {
			server.kill()
			throw new Error(`sshd did not start: ${log()}`)
		}
		await new Promise(resolve => setTimeout(resolve, 20))
	}
}
