import type {Format, GlobalOptions} from '../config/global.ts'
import {ConfigError, isBrokenPipe} from '../errors.ts'
import type {Io} from '../io.ts'
import type {Point} from '../metrics/model.ts'
import {loadEncoder} from '../output/index.ts'

/** The format that was asked for, else a table for people and line protocol for programs. */
export function formatOf(global: GlobalOptions, io: Io): Format {
	return global.format ?? (io.stdout.isTTY && global.output === undefined ? 'table' : 'influx')
}

/** Points in, text out, in the format that was asked for. */
export async function encoderOf(
	global: GlobalOptions,
	io: Io,
): Promise<(points: readonly Point[]) => string> {
	const encode = await loadEncoder(formatOf(global, io))
	const color = io.stdout.isTTY && !global.noColor && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
	return points => encode(points, {timestamp: global.timestamp, columns: io.stdout.columns, color})
}

/** The whole text in one write, to stdout or in the place of the file. */
export async function write(text: string, global: GlobalOptions, io: Io): Promise<void> {
	if (global.output === undefined) return writeOut(text, io)
	const {writeOutput} = await import('../output/file.ts')
	await writeOutput(global.output, text)
}

function writeOut(text: string, io: Io): void {
	try {
		io.out(text)
	} catch (cause) {
		if (isBrokenPipe(cause)) throw cause
		throw new ConfigError('Cannot write to stdout', {cause})
	}
}
