import writeFileAtomic from 'write-file-atomic'
import {ConfigError} from '../errors.ts'

/**
 * Writes a file all or nothing: a temporary file in the same folder, fsync, rename. Readable by all, because its reader
 * (node_exporter's textfile collector) is another user.
 */
export async function writeOutput(file: string, chunks: readonly Buffer[]): Promise<void> {
	try {
		await writeFileAtomic(file, Buffer.concat(chunks), {mode: 0o644})
	} catch (cause) {
		throw new ConfigError(`Cannot write ${file}`, {
			cause,
			hint: 'Check that its folder exists and is writable',
		})
	}
}
