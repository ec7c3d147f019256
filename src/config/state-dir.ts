import fs from 'node:fs'
import path from 'node:path'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'
import {makeFolder} from './make-folder.ts'

/**
 * Finds the folder for state when it is first asked for: the one that was named, else the first that can be written.
 * Where there is none, that is told once, with what to do, and the poll goes on without.
 */
export function stateDirFinder(
	named: string | undefined,
	env: Io['env'],
	log: Log,
): () => Promise<string | undefined> {
	let found: {folder: string | undefined} | undefined
	return async () => {
		found ??= {folder: find(named, env, log)}
		return found.folder
	}
}

function find(named: string | undefined, env: Io['env'], log: Log): string | undefined {
	const places = statePlaces(env, named)
	const reasons: string[] = []
	for (const place of places) {
		const problem = makeWritable(place)
		if (problem === undefined) {
			log.debug(`State is kept in ${place}`)
			return place
		}
		reasons.push(`${place} (${problem})`)
	}
	log.warn(
		`No folder for state is writable: ${reasons.join(', ')}. Make one for the user who runs linestat and name it with --state-dir or LINESTAT_STATE_DIR; going on without`,
	)
	return undefined
}

/**
 * Folders in which state may be, also such that only another user can write. Under Telegraf, HOME is /etc/telegraf, which
 * it cannot write: hence the last place.
 */
export function statePlaces(env: Io['env'], named?: string): readonly string[] {
	if (named !== undefined) return [path.resolve(named)]
	// systemd gives a list where a unit has several.
	const systemd = env.STATE_DIRECTORY?.split(':')[0]
	if (systemd) return [systemd]
	const home = env.HOME ? [`${env.HOME}/.local/state/linestat`] : []
	const xdg = env.XDG_STATE_HOME
	return [...(xdg !== undefined && path.isAbsolute(xdg) ? [`${xdg}/linestat`] : home), '/var/lib/linestat']
}

/** Makes the folder where it is missing, for its user alone. What is wrong, else undefined. */
function makeWritable(folder: string): string | undefined {
	try {
		makeFolder(folder)
		fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK)
		return undefined
	} catch (error) {
		return error instanceof Error && 'code' in error ? String(error.code) : String(error)
	}
}
