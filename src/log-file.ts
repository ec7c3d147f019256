import fs from 'node:fs'
import type {Clock} from './clock.ts'
import type {LogEntry} from './log.ts'

/**
 * Appends entries to the file of `--log-file`, a line of JSON each. The file is opened anew every time, so that it can be
 * rotated without a word to linestat. Returns what is wrong with it, if something is.
 */
export function logFile(file: string, clock: Clock): (entries: readonly LogEntry[]) => string | undefined {
	return entries => {
		const time = new Date(Number(clock.now() / 1_000_000n)).toISOString()
		const lines = entries.map(({level, message}) => `${JSON.stringify({time, level, message})}\n`)
		try {
			fs.appendFileSync(file, lines.join(''), {mode: 0o600})
			return undefined
		} catch (error) {
			return `Cannot write the log file ${file}: ${error instanceof Error ? error.message : String(error)}`
		}
	}
}
