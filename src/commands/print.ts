import type {Format, GlobalOptions} from '../config/global.ts'
import {ConfigError, isBrokenPipe} from '../errors.ts'
import type {Io} from '../io.ts'
import type {Point} from '../metrics/model.ts'
import {toChunks} from '../output/chunks.ts'
import {loadEncoder} from '../output/index.ts'

/** The format that was asked for, else a table for people and line protocol for programs. */
export function formatOf(global: GlobalOptions, io: Io): Format {
	return global.format ?? (io.stdout.isTTY && global.output === undefined ? 'table' : 'influx')
}

/** Points in, the pieces of a text out, in the format that was asked for. */
export async function encoderOf(
	global: GlobalOptions,
	io: Io,
): Promise<(points: Iterable<Point>) => Iterable<string>> {
	const encode = await loadEncoder(formatOf(global, io))
	const color = io.stdout.isTTY && !global.noColor && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
	return points => encode(points, {timestamp: global.timestamp, columns: io.stdout.columns, color})
}

/** The whole text at once, to stdout or in the place of the file: nothing is written before all of it is there. */
export async function write(pieces: Iterable<string>, global: GlobalOptions, io: Io): Promise<void> {
	const chunks = toChunks(pieces)
	if (global.output === undefined) return writeOut(chunks, io)
	const {writeOutput} = await import('../output/file.ts')
	await writeOutput(global.output, chunks)
}

function writeOut(chunks: readonly Buffer[], io: Io): void {
	try {
		for (const chunk of chunks) io.out(chunk)
	} catch (cause) {
		if (isBrokenPipe(cause)) throw cause
		throw new ConfigError('Cannot write to stdout', {cause})
	}
}
