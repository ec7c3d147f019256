import type {Readable} from 'node:stream'
import {ParseError} from '../../../errors.ts'
import {
	type FileStat,
	NoSftpError,
	NoSuchFileError,
	type SshConnection,
} from '../../../transports/ssh/index.ts'

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
			const {stdout, stderr, code} = await connection.exec(`stat -L -c '%s %Y' -- ${quoted}`)
			const match = /^(\d+) (\d+)\s*$/.exec(stdout)
			if (match !== null) return {size: Number(match[1]), modified: Number(match[2])}
			if (/no such file/i.test(stderr + stdout)) {
				throw new NoSuchFileError(`There is no ${path}`, {hint: 'Check the path'})
			}
			if (code === undefined || code === 0) throw noSftp
			throw new ParseError(`Cannot read ${path}, neither over SFTP nor with a command`, {
				cause: new Error((stderr || stdout).trim().split('\n')[0]?.slice(0, 200)),
			})
		},
		async *read() {
			const stream: Readable = await connection.open(`cat -- ${quoted}`)
			yield* stream
		},
		async [Symbol.asyncDispose]() {},
	}
}
