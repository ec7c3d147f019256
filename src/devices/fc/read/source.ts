import type {Readable} from 'node:stream'
import {ParseError} from '../../../errors.ts'
import {
	type FileStat,
	NoSftpError,
	NoSuchFileError,
	type SshConnection,
} from '../../../transports/ssh/index.ts'

/** A million rows are 150 MiB; over SFTP the limit is the same. */
const MOST_BYTES = 256 * 1024 * 1024

/** A file that is looked at before and after it is read. */
export interface OpenTable extends AsyncDisposable {
	stat(): Promise<FileStat>
	read(): AsyncIterable<Buffer>
}

/** Opens the file over SFTP, by its handle; where the collector has no SFTP, over commands. */
export async function openTable(connection: SshConnection, path: string): Promise<OpenTable> {
	try {
		return await connection.openFile(path)
	} catch (error) {
		if (!(error instanceof NoSftpError)) throw error
		return overCommands(connection, path, error)
	}
}

function overCommands(connection: SshConnection, path: string, noSftp: NoSftpError): OpenTable {
	const quoted = `'${path.replaceAll("'", `'\\''`)}'`
	return {
		async stat() {
			// Opened by the shell as well, since whoever may look at a file may not always read it.
			const {
				stdout,
				stderr,
				code = 0,
			} = await connection.exec(`stat -L -c '%s %Y' -- ${quoted} && : < ${quoted}`)
			const match = /^(\d+) (\d+)\s*$/.exec(stdout)
			if (match !== null && code === 0) return {size: Number(match[1]), modified: Number(match[2])}
			if (/no such file/i.test(stderr + stdout)) {
				throw new NoSuchFileError(`There is no ${path}`, {hint: 'Check the path'})
			}
			if (code === 0) throw noSftp
			throw new ParseError(`Cannot read ${path}, neither over SFTP nor with a command`, {
				cause: new Error((stderr || stdout).trim().split('\n')[0]?.slice(0, 200)),
			})
		},
		async *read() {
			const stream: Readable = await connection.open(`cat -- ${quoted}`)
			let left = MOST_BYTES
			for await (const piece of stream as AsyncIterable<Buffer>) {
				left -= piece.length
				if (left < 0) {
					throw new ParseError(`${path} is longer than ${MOST_BYTES} bytes`, {
						hint: 'Check that the path names the right file',
					})
				}
				yield piece
			}
		},
		async [Symbol.asyncDispose]() {},
	}
}
