import fs from 'node:fs'
import {configPlaces} from '../../config/search.ts'
import {ExitCode} from '../../errors.ts'
import type {CommandSurroundings} from '../command.ts'

/** One line per place, the one that is used marked by "*"; status 6 when the file that was named is missing. */
export async function run(
	_options: unknown,
	_args: readonly string[],
	{io, configFile}: CommandSurroundings,
): Promise<number> {
	const places = configPlaces(io.env, configFile)
	const used = places.find(({file}) => fs.existsSync(file))
	for (const place of places) {
		const state = place === used ? 'used' : fs.existsSync(place.file) ? 'not reached' : 'not there'
		io.out(`${place === used ? '*' : ' '} ${place.file}  (${place.origin}; ${state})\n`)
	}
	return used === undefined && places.some(({explicit}) => explicit) ? ExitCode.config : ExitCode.ok
}
