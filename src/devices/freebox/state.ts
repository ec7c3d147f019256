import fs from 'node:fs'
import path from 'node:path'
import {object, parseJson, text} from '../../json.ts'

/** What one poll leaves for the next, so that it needs neither discovery nor login. */
export interface BoxState {
	/** Answer to `/api_version`. */
	readonly discovery?: string | undefined
	readonly sessionToken?: string | undefined
	/** Fingerprint of a certificate whose chain was verified. */
	readonly fingerprint?: string | undefined
	/** That the box refused the registration (`refusal.ts`). */
	readonly refusal?: string | undefined
	/** Port at which the box answers, where it is not the configured one. */
	readonly port?: string | undefined
	/** Path of the line that was printed, so that it can be asked for at once. */
	readonly line?: string | undefined
	/** Tag `hw_board`, for the sections that end before the one that tells it. */
	readonly board?: string | undefined
}

const KEYS = ['discovery', 'sessionToken', 'fingerprint', 'refusal', 'port', 'board', 'line'] as const

/** One file for each box. */
export function stateFile(folder: string, source: string): string {
	return path.join(folder, `freebox-session-${source.replace(/[^\w.-]/g, '_')}.json`)
}

/** What the poll before left; nothing where there is none, or it cannot be read. */
export function readState(file: string): BoxState {
	try {
		const kept = object(parseJson(fs.readFileSync(file, 'utf8')))
		return Object.fromEntries(KEYS.map(key => [key, text(kept[key])]))
	} catch {
		return {}
	}
}

/** Replaces the file as a whole, for its user alone. Throws the system's error. */
export async function writeState(file: string, state: BoxState): Promise<void> {
	const {default: writeFileAtomic} = await import('write-file-atomic')
	await writeFileAtomic(file, `${JSON.stringify(state)}\n`, {mode: 0o600, fsync: false})
}

export function isSame(one: BoxState, other: BoxState): boolean {
	return KEYS.every(key => one[key] === other[key])
}
