import type {Duplex, Readable} from 'node:stream'
import type {Log} from '../../log.ts'

/** What a connection takes from the poll it belongs to; `PollContext` has all of it. */
export interface SshContext {
	/** Aborts at the deadline: the socket is destroyed and whatever waits ends with the signal's reason. */
	readonly signal: AbortSignal
	readonly log: Log
	readonly env: Readonly<Record<string, string | undefined>>
	/** Asked for `password` and `passphrase`, and only when a login needs them. */
	secret(name: string): Promise<string | undefined>
	/** For the host keys learned where the home folder cannot be written. */
	stateDir(): Promise<string | undefined>
}

export interface ExecResult {
	readonly stdout: string
	readonly stderr: string
	/** Exit status; undefined where the device sent none, or a signal ended the command. */
	readonly code?: number
}

export interface Limits {
	/** Longest answer; a longer one is a `ParseError`. By default 8 MiB. */
	readonly maxBytes?: number
}

/**
 * One login. All methods reject with a `ConnectError`, `AuthError` or `ParseError` that names the device, or with the
 * reason of the signal; none outlives the connection.
 */
export interface SshConnection extends AsyncDisposable {
	/** Runs a command to its end. The exit status is for the caller to judge. */
	exec(command: string, limits?: Limits): Promise<ExecResult>
	/** Runs a command that is talked to: writes go to its stdin, reads come from its stdout. */
	open(command: string): Promise<Duplex>
	/** The login shell on a wide terminal, for devices that have a command line and no commands. */
	shell(): Promise<Duplex>
	/** Opens a file over SFTP for reading. */
	openFile(path: string): Promise<RemoteFile>
	/** The bytes of a file over SFTP; errors arrive as the stream's `error`. */
	readFile(path: string, limits?: Limits): Readable
	/** Says goodbye and leaves; returns at once, whatever the device does. */
	close(): void
}

/** A file on the device, held by its handle: renaming another over its path does not change what is read. */
export interface RemoteFile extends AsyncDisposable {
	stat(): Promise<FileStat>
	/** From the first byte to the end of file, with many reads on their way at once. */
	read(limits?: Limits): AsyncGenerator<Buffer, void>
	close(): Promise<void>
}

export interface FileStat {
	/** Bytes. */
	readonly size: number
	/** Unix seconds of the last change; SFTP knows no finer. */
	readonly modified: number
}
