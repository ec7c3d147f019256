import {Readable} from 'node:stream'
import type {ClientChannel, SFTPWrapper, Client as Ssh2Client} from 'ssh2'
import {ParseError} from '../../errors.ts'
import {duplexOf} from './channel.ts'
import {refusedChannel} from './failure.ts'
import {openRemoteFile, startSftp} from './sftp.ts'
import type {ExecResult, Limits, SshConnection} from './types.ts'

const ANSWER_BYTES = 8 * 1024 * 1024

/** Wide and long, so that devices neither break lines nor wait for a key at the end of a page. */
const TERMINAL = {term: 'vt100', cols: 250, rows: 250}

/** A connection that is logged in, as `openSsh` hands it over. */
export interface LoggedIn {
	readonly client: Ssh2Client
	readonly place: string
	/** Calls back once if the connection fails, at once if it has; the function returned ends that. */
	onFailure(watcher: (error: unknown) => void): () => void
	/** What is asked within `work` leaves in one piece. */
	readonly together: (work: () => void) => void
	leave(): void
}

export function connection(session: LoggedIn): SshConnection {
	const {client} = session
	let sftp: Promise<SFTPWrapper> | undefined

	const openFile = async (path: string) => {
		sftp ??= startSftp(session)
		return openRemoteFile(session, await sftp, path)
	}
	const run = <T>(text: string, use: (channel: ClientChannel) => T | Promise<T>) =>
		onChannel(session, 'to run a command', done => client.exec(text, done), use)

	return {
		exec: (text, limits) => run(text, channel => collect(session, channel, limits)),
		open: text => run(text, channel => duplexOf(session, channel)),
		shell: () =>
			onChannel(
				session,
				'a shell',
				done => client.shell(TERMINAL, done),
				channel => duplexOf(session, channel),
			),
		openFile,
		readFile(path, limits) {
			async function* read() {
				await using file = await openFile(path)
				yield* file.read(limits)
			}
			return Readable.from(read(), {objectMode: false})
		},
		close: () => session.leave(),
		async [Symbol.asyncDispose]() {
			session.leave()
		},
	}
}

/** A promise that is rejected when the connection fails first. ssh2 itself leaves such callbacks uncalled. */
export function whileConnected<T>(
	{onFailure}: LoggedIn,
	start: (resolve: (value: T | Promise<T>) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
	const {promise, resolve, reject} = Promise.withResolvers<T>()
	const forget = onFailure(reject)
	try {
		start(resolve, reject)
	} catch (error) {
		reject(error)
	}
	return promise.finally(forget)
}

/**
 * Opens a channel and hands it to `use` in the same breath: what arrives right behind the server's yes would otherwise
 * find nobody listening.
 */
function onChannel<T>(
	session: LoggedIn,
	what: string,
	open: (done: (error: Error | undefined, channel: ClientChannel) => void) => void,
	use: (channel: ClientChannel) => T | Promise<T>,
): Promise<T> {
	return whileConnected(session, (resolve, reject) =>
		open((error, channel) =>
			error ? reject(refusedChannel(what, session.place, error)) : resolve(use(channel)),
		),
	)
}

function collect(
	session: LoggedIn,
	channel: ClientChannel,
	{maxBytes = ANSWER_BYTES}: Limits = {},
): Promise<ExecResult> {
	const stdout: Buffer[] = []
	const stderr: Buffer[] = []
	let left = maxBytes
	let code: number | undefined
	return whileConnected(session, (resolve, reject) => {
		const into = (chunks: Buffer[]) => (chunk: Buffer) => {
			left -= chunk.length
			if (left >= 0) return chunks.push(chunk)
			// Not read any further, the channel's window stays shut, and the server has to stop.
			channel.pause()
			channel.stderr.pause()
			channel.close()
			reject(new ParseError(`${session.place} answered more than ${maxBytes} bytes`))
		}
		channel.on('data', into(stdout))
		channel.stderr.on('data', into(stderr))
		channel.on('exit', (status: number | null) => {
			code = status ?? undefined
		})
		channel.on('close', () =>
			resolve({
				stdout: Buffer.concat(stdout).toString(),
				stderr: Buffer.concat(stderr).toString(),
				...(code !== undefined && {code}),
			}),
		)
	})
}
