import type {OptionSpecs, OptionsOf} from './options.ts'
import {duration, tag} from './values.ts'

/** Every format of `--format`, in the order of the help. */
export const FORMATS = ['influx', 'prometheus', 'graphite', 'json', 'table'] as const
export type Format = (typeof FORMATS)[number]

/** Options of every subcommand. */
export const commonOptions = {
	config: {
		value: 'file',
		help: 'configuration file (see: linestat config path)',
		config: false,
	},
	stateDir: {value: 'folder', help: 'folder for what is kept between polls'},
	logFormat: {
		value: 'format',
		choices: ['auto', 'plain', 'telegraf', 'json'] as const,
		default: 'auto',
		help: 'messages on stderr',
	},
	logFile: {value: 'file', help: 'append messages as JSON lines'},
	verbose: {short: 'v', help: 'say more on stderr', config: false},
	quiet: {short: 'q', help: 'say only errors on stderr', config: false},
	debug: {help: 'say everything, with the stack of an error', config: false},
	noColor: {help: 'no colours', env: false},
} as const satisfies OptionSpecs

export type CommonOptions = OptionsOf<typeof commonOptions>

/** Options of every subcommand that polls. */
export const globalOptions = {
	format: {
		value: 'format',
		choices: FORMATS,
		help: 'print as (default: table on a terminal, else influx)',
	},
	output: {value: 'file', help: 'write to this file, all or nothing', env: false},
	timeout: {
		value: 'duration',
		parse: duration,
		default: 4000,
		help: 'longest time for the whole poll (default: 4s)',
	},
	tag: {
		value: 'key=value',
		parse: tag,
		many: true,
		help: 'add a tag to every point (repeatable)',
		env: false,
		config: false,
	},
	timestamp: {
		value: 'unit',
		choices: ['ns', 'none'] as const,
		help: 'timestamps (default: by format)',
	},
	exitZero: {help: 'status 0 also if the device could not be read'},
	strict: {help: 'status 7 if only a part could be read'},
	name: {
		value: 'name',
		help: 'device of the configuration file to poll',
		env: false,
		config: false,
	},
	capture: {
		value: 'file',
		help: 'record the conversation, private data replaced',
		env: false,
		config: false,
	},
	replay: {
		value: 'file',
		help: 'play the device from a record (-: stdin)',
		env: false,
		config: false,
	},
	...commonOptions,
} as const satisfies OptionSpecs

export type GlobalOptions = OptionsOf<typeof globalOptions>

/** The same for a device that may take longer or shorter by itself. */
export function globalOptionsOf(timeoutMs: number | undefined): typeof globalOptions {
	if (timeoutMs === undefined) return globalOptions
	const {timeout} = globalOptions
	const help = timeout.help.replace('4s', `${timeoutMs / 1000}s`) as typeof timeout.help
	return {...globalOptions, timeout: {...timeout, help, default: timeoutMs as typeof timeout.default}}
}
