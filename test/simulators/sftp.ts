import ssh2, {type SFTPWrapper} from 'ssh2'

/**
 * A file of a simulated SFTP server. A handle keeps the object: changing `content` in it is rewriting the file in place,
 * putting another object under the path is renaming one over it.
 */
export interface SimulatedFile {
	content: Buffer
	/** Unix seconds. */
	modified: number
}

const {OPEN_MODE, STATUS_CODE} = ssh2.utils.sftp

/** Serves files for reading, version 3 of the protocol. `misbehave` returns true if a read is not to be answered. */
export function serveFiles(
	sftp: SFTPWrapper,
	files: ReadonlyMap<string, SimulatedFile>,
	readBytes: number,
	misbehave: () => boolean,
): void {
	const open: (SimulatedFile | undefined)[] = []
	const fileOf = (handle: Buffer) => (handle.length === 4 ? open[handle.readUInt32BE(0)] : undefined)
	const attributes = ({content, modified}: SimulatedFile) => ({
		mode: 0o100644,
		uid: 0,
		gid: 0,
		size: content.length,
		atime: modified,
		mtime: modified,
	})

	sftp.on('error', () => {})
	sftp.on('OPEN', (id, path, flags) => {
		const file = files.get(path)
		if (file === undefined) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
		if (flags !== OPEN_MODE.READ) return sftp.status(id, STATUS_CODE.PERMISSION_DENIED)
		const handle = Buffer.alloc(4)
		handle.writeUInt32BE(open.push(file) - 1)
		sftp.handle(id, handle)
	})
	sftp.on('FSTAT', (id, handle) => {
		const file = fileOf(handle)
		if (file === undefined) return sftp.status(id, STATUS_CODE.FAILURE)
		sftp.attrs(id, attributes(file))
	})
	sftp.on('READ', (id, handle, offset, length) => {
		const file = fileOf(handle)
		if (file === undefined) return sftp.status(id, STATUS_CODE.FAILURE)
		if (misbehave()) return
		const bytes = file.content.subarray(offset, offset + Math.min(length, readBytes))
		if (bytes.length === 0) return sftp.status(id, STATUS_CODE.EOF)
		sftp.data(id, bytes)
	})
	sftp.on('CLOSE', (id, handle) => {
		const file = fileOf(handle)
		if (file !== undefined) open[handle.readUInt32BE(0)] = undefined
		sftp.status(id, file === undefined ? STATUS_CODE.FAILURE : STATUS_CODE.OK)
	})
}
