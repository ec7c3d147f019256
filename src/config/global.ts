import type {OptionSpecs, OptionsOf} from './options.ts'
import {duration, tag} from './values.ts'

/** Every format of `--format`, in the order of the help. */
export const FORMATS = ['influx', 'prometheus', 'graphite', 'json', 'table'] as const
export type Format = (typeof FORMATS)[number]

/** Options of every subcommand. */
export const commonOptions = {
	config: {
		value: 'file',
		help: 'configuration file (default: the first found, see "linestat config path")',
		config: false,
	},
	stateDir: {value: 'folder', help: 'folder for what is kept between polls'},
	logFormat: {
		value: 'format',
		choices: ['auto', 'plain', 'telegraf', 'json'] as const,
		default: 'auto',
		help: 'how messages look on stderr (default: plain on a terminal, else telegraf)',
	},
	verbose: {short: 'v', help: 'say more on stderr', config: false},
	quiet: {short: 'q', help: 'say only errors on stderr', config: false},
	debug: {help: 'say everything on stderr, with the stack of an error', config: false},
	noColor: {help: 'no colours', env: false},
} as const satisfies OptionSpecs

export type CommonOptions = OptionsOf<typeof commonOptions>

/** Options of every subcommand that polls. */
export const globalOptions = {
	format: {
		value: 'format',
		choices: FORMATS,
		help: 'how to print (default: table on a terminal, else influx)',
	},
	output: {value: 'file', help: 'write to this file instead of stdout, all or nothing', env: false},
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
		help: 'print timestamps or leave them to the reader (default: by format, see docs/metrics.md)',
	},
	exitZero: {help: 'end with status 0 when the device could not be read (for Telegraf)'},
	strict: {help: 'end with status 7 when only a part could be read'},
	name: {
		value: 'name',
		help: 'take the options of this device in the configuration file',
		env: false,
		config: false,
	},
	capture: {
		value: 'file',
		help: 'write the raw conversation, with private data replaced',
		env: false,
		config: false,
	},
	replay: {
		value: 'file',
		help: 'read a captured conversation instead of the device (-: stdin)',
		env: false,
		config: false,
	},
	...commonOptions,
} as const satisfies OptionSpecs

export type GlobalOptions = OptionsOf<typeof globalOptions>
