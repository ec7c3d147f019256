import type {Catalog} from './catalog.ts'
import * as commands from './commands/index.ts'
import {sections} from './config/sections.ts'
import {loadDevices} from './devices/index.ts'

/** The catalogue of linestat. */
export const loadEverything = async (): Promise<Catalog> => ({
	devices: await loadDevices(),
	commands: Object.values(commands),
	sections,
})
