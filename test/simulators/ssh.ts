import {once} from 'node:events'
import net, {type AddressInfo, type Socket} from 'node:net'
import {setImmediate} from 'node:timers/promises'
import ssh2, {
	type AuthenticationType,
	type Connection,
	type ServerChannel,
	type ServerConfig,
	type Session,
} from 'ssh2'
import {type SimulatedFile, serveFiles} from './sftp.ts'
import {authenticate, type SshAccount} from './ssh-accounts.ts'
import {fingerprint, keyPair, publicKey} from './ssh-keys.ts'

/** `connect`: TCP only. `handshake`: after the version. `login`, `channel`: asked for it. `answer`: in the middle of it. */
export type SshStage = 'connect' | 'handshake' | 'login' | 'channel' | 'answer'

export type SshAnswer = string | {stdout?: string | Buffer; stderr?: string; code?: number}

export interface SshBehaviour {
	readonly accounts?: Readonly<Record<string, SshAccount>>
	/** Answers a command with its output, or talks to the channel itself. By default there are no commands. */
	readonly exec?: (command: string, channel: ServerChannel) => SshAnswer | undefined
	/** Talks as a command line does. By default there is no shell. */
	readonly shell?: (channel: ServerChannel) => void
	/** Files by their path, for SFTP. By default there is no SFTP. */
	readonly files?: Map<string, SimulatedFile>
	/** The most bytes that one SFTP read returns. */
	readonly readBytes?: number
	/** Private host keys; by default one Ed25519 key, a new one for each simulator. */
	readonly hostKeys?: readonly string[]
	readonly algorithms?: ServerConfig['algorithms']
	/** Shown before the login. */
	readonly banner?: string
	/** Shown before the version. */
	readonly greeting?: string
	readonly hang?: SshStage
	/** Called when it hangs. */
	readonly onHang?: () => void
	readonly drop?: SshStage
	/** Sends without an end: before the version, or as the answer to a command. */
	readonly flood?: 'greeting' | 'answer'
	readonly refuse?: 'channel'
	/** Sends answers a few bytes at a time, each in a packet of its own. */
	readonly slow?: boolean
}

export interface SshSimulator extends AsyncDisposable {
	readonly port: number
	/** `SHA256:...` of the first host key. */
	readonly fingerprint: string
	/** The line of known_hosts for the first host key. */
	readonly knownHost: string
	/** Every attempt to log in, as `admin password`; what was sent with it is not kept. */
	readonly attempts: readonly string[]
	/** Connections that are open now. */
	readonly connections: number
	close(): Promise<void>
}

/** A device with an SSH server on loopback, with the manners asked for. */
export async function startSsh(behaviour: SshBehaviour = {}): Promise<SshSimulator> {
	const hostKeys = [...(behaviour.hostKeys ?? [keyPair().private])]
	const attempts: string[] = []
	const sockets = new Set<Socket>()
	const server = new ssh2.Server(
		{
			hostKeys,
			...(behaviour.algorithms && {algorithms: behaviour.algorithms}),
			...(behaviour.banner && {banner: behaviour.banner}),
		},
		client => serve(client, behaviour, attempts),
	)
	const listener = net.createServer({noDelay: true}, socket => {
		sockets.add(socket)
		socket.on('close', () => sockets.delete(socket)).on('error', () => {})
		const broken = misbehave(behaviour, 'connect', socket)
		if (broken) return
		if (behaviour.flood === 'greeting') return flood(socket)
		if (behaviour.greeting !== undefined) socket.write(behaviour.greeting)
		if (behaviour.hang === 'handshake' || behaviour.drop === 'handshake') {
			socket.write('SSH-2.0-simulator\r\n')
			socket.once('data', () => misbehave(behaviour, 'handshake', socket))
			return
		}
		server.injectSocket(socket)
	})
	listener.listen(0, '127.0.0.1')
	await once(listener, 'listening')
	const {port} = listener.address() as AddressInfo
	const shown = publicKey(hostKeys[0] ?? '')
	const close = async () => {
		for (const socket of sockets) socket.destroy()
		listener.close()
		await once(listener, 'close')
	}
	return {
		port,
		fingerprint: fingerprint(shown),
		knownHost: `[127.0.0.1]:${port} ${shown.type} ${shown.getPublicSSH().toString('base64')}\n`,
		attempts,
		get connections() {
			return sockets.size
		},
		close,
		[Symbol.asyncDispose]: close,
	}
}

function serve(client: Connection, behaviour: SshBehaviour, attempts: string[]): void {
	// The socket is ssh2's own affair everywhere else; here it is what breaks.
	const socket = (client as unknown as {_sock: Socket})._sock
	const passed = new Set<AuthenticationType>()
	client.on('error', () => {})
	client.on('authentication', context => {
		attempts.push(`${context.username} ${context.method}`)
		if (misbehave(behaviour, 'login', socket)) return
		void authenticate(context, behaviour.accounts?.[context.username], passed)
	})
	client.on('session', (accept, reject) => {
		if (misbehave(behaviour, 'channel', socket)) return
		if (behaviour.refuse === 'channel') return reject()
		serveSession(accept(), behaviour, socket)
	})
}

function serveSession(session: Session, behaviour: SshBehaviour, socket: Socket): void {
	session.on('pty', accept => accept?.())
	session.on('window-change', accept => accept?.())
	session.on('exec', (accept, reject, {command}) => {
		if (behaviour.exec === undefined) return reject()
		const channel = accept()
		channel.on('error', () => {})
		if (behaviour.flood === 'answer') return flood(channel)
		const answer = behaviour.exec(command, channel)
		if (answer === undefined) return
		const {stdout = '', stderr = '', code = 0} = typeof answer === 'string' ? {stdout: answer} : answer
		const breaks = behaviour.hang === 'answer' || behaviour.drop === 'answer'
		if (breaks) {
			channel.write(stdout.slice(0, stdout.length / 2), () => misbehave(behaviour, 'answer', socket))
			return
		}
		if (stderr !== '') channel.stderr.write(stderr)
		void writeAll(channel, Buffer.from(stdout), behaviour.slow ? 7 : Number.POSITIVE_INFINITY).then(() => {
			channel.exit(code)
			channel.end()
		})
	})
	session.on('shell', (accept, reject) => {
		if (behaviour.shell === undefined) return reject()
		const channel = accept()
		channel.on('error', () => {})
		behaviour.shell(channel)
	})
	session.on('sftp', (accept, reject) => {
		if (behaviour.files === undefined) return reject()
		const {readBytes = 262_144} = behaviour
		serveFiles(accept(), behaviour.files, readBytes, () => misbehave(behaviour, 'answer', socket))
	})
}

/** True if the stage is one at which the server stops behaving. */
function misbehave({hang, onHang, drop}: SshBehaviour, stage: SshStage, socket: Socket): boolean {
	if (drop === stage) socket.destroy()
	// Unread, the socket would never learn that its client has left.
	if (hang === stage) {
		socket.resume()
		onHang?.()
	}
	return hang === stage || drop === stage
}

async function writeAll(channel: ServerChannel, bytes: Buffer, atOnce: number): Promise<void> {
	for (let position = 0; position < bytes.length; position += atOnce) {
		await new Promise(written => channel.write(bytes.subarray(position, position + atOnce), written))
		await setImmediate()
	}
}

/** Writes for as long as somebody takes it. */
function flood(stream: Socket | ServerChannel): void {
	const line = Buffer.alloc(8192, `${'x'.repeat(63)}\n`)
	const more = () => {
		while (!stream.destroyed && stream.writable && stream.write(line));
	}
	stream.on('drain', more).on('error', () => {})
	more()
}
