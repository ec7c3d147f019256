import path from 'node:path'
import {type Clock, sleep} from '../../../clock.ts'
import {ConfigError} from '../../../errors.ts'

/**
 * Keeps a second poll of the same collectors out until the first has saved what it found: older files must not be taken
 * in after newer ones. The lock is one of SQLite on an empty file of its own, so that the kernel frees it with the
 * process, however that ends, and other devices go on writing the state meanwhile.
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
		const database = new DatabaseSync(file, {timeout: 0})
		try {
			database.exec('BEGIN EXCLUSIVE')
			return {[Symbol.dispose]: () => database.close()}
		} catch (cause) {
			database.close()
			const isBusy = cause instanceof Error && 'errcode' in cause && cause.errcode === 5
			if (!isBusy) throw new ConfigError(`Cannot lock ${file}`, {cause, hint: 'Check the folder for state'})
			if (clock.monotonic() - start >= waitMs) {
				throw new ConfigError(
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
