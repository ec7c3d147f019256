import fs from 'node:fs'
import path from 'node:path'
import {fcSchema} from '../../devices/fc/store/schema.ts'
import {ConfigError} from '../../errors.ts'
import {openState, openStateForReading, STATE_FILE, type State} from '../../state/index.ts'
import type {CommandSurroundings} from '../command.ts'

/** The state that the polls have left. Throws `ConfigError` where there is none. */
export async function openRemembered({io, log, statePlaces}: CommandSurroundings): Promise<State> {
	const folder = statePlaces.find(place => fs.existsSync(path.join(place, STATE_FILE)))
	if (folder === undefined) {
		throw new ConfigError(`No poll of Flow Collectors is remembered in ${statePlaces.join(', ')}`, {
			hint: 'Run linestat fc first, and name its folder with --state-dir, or its entry in linestat.yaml with --name',
		})
	}
	const options = {clock: io.clock, log, schemas: [fcSchema]}
	try {
		return await openState(folder, options)
	} catch (error) {
		const state = openStateForReading(folder, options)
		if (state === undefined) throw error
		return state
	}
}
