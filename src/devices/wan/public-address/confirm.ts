import fs from 'node:fs'
import path from 'node:path'
import {flag, object, parseJson} from '../../../json.ts'
import type {PollContext} from '../../device.ts'

/**
 * Whether the address outside differs now and differed in the poll before, too: right after a change of address the two
 * differ for a moment. Without a folder for state nothing is ever confirmed.
 */
export async function differsAgain(
	differs: boolean,
	{replaying, source, log, stateDir}: Pick<PollContext, 'replaying' | 'source' | 'log' | 'stateDir'>,
): Promise<boolean> {
	const folder = replaying ? undefined : await stateDir()
	if (folder === undefined) return false
	const file = path.join(folder, `public-address-${source.replace(/[^\w.-]/g, '_')}.json`)
	const differed = read(file)
	if (differed !== differs) {
		try {
			const {default: writeFileAtomic} = await import('write-file-atomic')
			await writeFileAtomic(file, `${JSON.stringify({differs})}\n`, {mode: 0o600, fsync: false})
		} catch (error) {
			log.warn(`Cannot write ${file} (${error instanceof Error ? error.message : String(error)})`)
		}
	}
	return differs && differed === true
}

/** What the poll before saw; undefined where there is none, or it cannot be read. */
function read(file: string): boolean | undefined {
	try {
		return flag(object(parseJson(fs.readFileSync(file, 'utf8'))).differs)
	} catch {
		return undefined
	}
}
