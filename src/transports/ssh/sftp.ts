import type {SFTPWrapper} from 'ssh2'
import {ConnectError, LinestatError, ParseError} from '../../errors.ts'
import {type LoggedIn, whileConnected} from './connection.ts'
import {readAhead} from './read-ahead.ts'
import type {Limits, RemoteFile} from './types.ts'

const FILE_BYTES = 256 * 1024 * 1024

/** SSH_FX_NO_SUCH_FILE of the SFTP protocol, version 3. */
const NO_SUCH_FILE = 2

/** The path does not exist on the device. */
export class NoSuchFileError extends ParseError {}

/** The device has an SSH server without SFTP. */
export class NoSftpError extends ConnectError {}

export function startSftp(session: LoggedIn): Promise<SFTPWrapper> {
	const {client, place} = session
	return whileConnected(session, (resolve, reject) =>
		client.sftp((error, sftp) => {
			if (error) {
				return reject(
					new NoSftpError(`${place} offers no SFTP`, {
						cause: error,
						result: 'refused',
						hint: 'Switch its SFTP server on; start-up files of the account must not print anything',
					}),
				)
			}
			// Requests under way get the error too; without a listener it would end the process.
			sftp.on('error', () => {})
			// Each request under way watches for the end.
			sftp.setMaxListeners(0)
			resolve(sftp)
		}),
	)
}

export async function openRemoteFile(
	session: LoggedIn,
	sftp: SFTPWrapper,
	path: string,
): Promise<RemoteFile> {
	const ask = <T>(start: (done: (error: Error | null | undefined, value: T) => void) => void) =>
		whileConnected<T>(session, (resolve, reject) => {
			const ended = () =>
				reject(
					new ParseError(`${session.place} ended SFTP while ${path} was read`, {
						hint: 'Try again; if it stays so, look into the log of its SSH server',
					}),
				)
			sftp.once('close', ended)
			start((error, value) => {
				sftp.off('close', ended)
				if (error) reject(fileError(error, path, session.place))
				else resolve(value)
			})
		})
	const handle = await ask<Buffer>(done => sftp.open(path, 'r', done))

	const readAt = (position: number, length: number) =>
		ask<Buffer>(done =>
			sftp.read(handle, Buffer.allocUnsafe(length), 0, length, position, (error, count, data) =>
				done(error, data?.subarray(0, count) ?? Buffer.alloc(0)),
			),
		)
	const close = () => ask<void>(done => sftp.close(handle, error => done(error, undefined)))
	return {
		async stat() {
			const {size, mtime} = await ask<{size: number; mtime: number}>(done => sftp.fstat(handle, done))
			return {size, modified: mtime}
		},
		async *read({maxBytes = FILE_BYTES}: Limits = {}) {
			let left = maxBytes
			for await (const chunk of readAhead(readAt, session.together)) {
				left -= chunk.length
				if (left < 0)
					throw new ParseError(`${path} on ${session.place} is longer than ${maxBytes} bytes`, {
						hint: 'Check that the path names the right file',
					})
				yield chunk
			}
		},
		close,
		async [Symbol.asyncDispose]() {
			// The bytes are here; a handle that does not close is the device's affair.
			await close().catch(() => {})
		},
	}
}

function fileError(error: Error, path: string, place: string): LinestatError {
	if (error instanceof LinestatError) return error
	if ('code' in error && error.code === NO_SUCH_FILE) {
		return new NoSuchFileError(`There is no ${path} on ${place}`, {hint: 'Check the path'})
	}
	return new ParseError(`Cannot read ${path} on ${place}`, {
		cause: error,
		hint: 'Make it readable there for the user who logs in',
	})
}
