import fs from 'node:fs'
import path from 'node:path'
import {type Clock, sleep} from '../../../clock.ts'
import {ConfigError} from '../../../errors.ts'

/** Another poll of the same collectors has not ended in time. */
export class SiteBusyError extends ConfigError {}

/**
 * Keeps a second poll of the same collectors out until the first has saved what it found: older files must not be taken
 * in after newer ones. The lock is one of SQLite on an empty file of its own, so that the kernel frees it with the
 * process, however that ends, and other devices go on writing the state meanwhile. Throws `SiteBusyError`, and
 * `ConfigError` where there can be no lock.
 */
export async function lockSite(
	folder: string,
	site: string,
	{clock, signal, waitMs}: {clock: Clock; signal: AbortSignal; waitMs: number},
): Promise<Disposable> {
	const {DatabaseSync} = await import('node:sqlite')
	const file = path.join(folder, `fc-${site}.lock`)
	const start = clock.monotonic()
	for (;;) {
		signal.throwIfAborted()
		let database: InstanceType<typeof DatabaseSync> | undefined
		try {
			fs.closeSync(fs.openSync(file, 'a', 0o600))
			database = new DatabaseSync(file, {timeout: 0})
			// Nothing is ever written to it: without a journal a disk may be full.
			database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
			const locked = database
			return {[Symbol.dispose]: () => locked.close()}
		} catch (cause) {
			database?.close()
			const isBusy = cause instanceof Error && 'errcode' in cause && cause.errcode === 5
			if (!isBusy) throw new ConfigError(`Cannot lock ${file}`, {cause, hint: 'Check the folder for state'})
			if (clock.monotonic() - start >= waitMs) {
				throw new SiteBusyError(
					`Another poll of these collectors has been running for ${Math.round(waitMs / 1000)} s`,
					{
						hint: 'Poll less often, or give another set of collectors a name of its own with --site',
					},
				)
			}
		}
		await sleep(50, signal)
	}
}
