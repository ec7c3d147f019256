import {type Review, review} from '../../devices/fc/review/review.ts'
import {ExitCode} from '../../errors.ts'
import type {CommandSurroundings} from '../command.ts'
import {reportCsv} from './csv.ts'
import {reportJson} from './json.ts'
import {openRemembered} from './open.ts'
import {reportTable} from './table.ts'

interface Options {
	/** Milliseconds. */
	readonly since: number
	readonly exporter: string | undefined
	readonly format: 'table' | 'json' | 'csv' | undefined
	readonly site: string | undefined
}

const ENCODERS: Readonly<Record<string, (found: Review, since: number) => string>> = {
	table: reportTable,
	json: reportJson,
	csv: reportCsv,
}

/** Prints what is remembered as of the last poll. */
export async function run(
	{since, exporter, format, site}: Options,
	_args: readonly string[],
	around: CommandSurroundings,
): Promise<number> {
	const isWanted = exporter === undefined ? undefined : (await import('picomatch')).default(exporter)
	const state = await openRemembered(around)
	try {
		const seconds = Math.round(since / 1000)
		const found = await review(state, site, seconds, isWanted)
		const encode = ENCODERS[format ?? (around.io.stdout.isTTY ? 'table' : 'json')] ?? reportJson
		around.io.out(encode(found, seconds))
		return ExitCode.ok
	} finally {
		state.close()
	}
}
