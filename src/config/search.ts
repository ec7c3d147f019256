import fs from 'node:fs'
import path from 'node:path'
import type {Io} from '../io.ts'

/** A place where the configuration file may be, and who says so. */
export interface Place {
	readonly file: string
	readonly origin: string
	/** Named by the user: it must be there, and no other place is looked at. */
	readonly explicit: boolean
}

/** Where the configuration file is looked for, in this order; the first that exists is the one. */
export function configPlaces(env: Io['env'], option: string | undefined): readonly Place[] {
	if (option !== undefined) return [{file: option, origin: '--config or LINESTAT_CONFIG', explicit: true}]
	const places: Place[] = []
	const xdg = env.XDG_CONFIG_HOME
	// The XDG specification ignores relative folders.
	if (xdg !== undefined && path.isAbsolute(xdg)) {
		places.push({file: `${xdg}/linestat/linestat.yaml`, origin: '$XDG_CONFIG_HOME', explicit: false})
	} else if (env.HOME) {
		places.push({file: `${env.HOME}/.config/linestat/linestat.yaml`, origin: '$HOME', explicit: false})
	}
	places.push({file: '/etc/linestat/linestat.yaml', origin: 'the system', explicit: false})
	return places
}

/** The place that counts; undefined where there is no file and none was named. */
export function findConfig(env: Io['env'], option: string | undefined): Place | undefined {
	return configPlaces(env, option).find(({file, explicit}) => explicit || fs.existsSync(file))
}
