import type {Catalog} from '../catalog.ts'
import type {Configuration} from '../config/configuration.ts'
import type {OptionSpecs, OptionsOf} from '../config/options.ts'
import type {ArgumentSpec} from '../devices/device.ts'
import type {Io} from '../io.ts'
import type {Log} from '../log.ts'

/**
 * A subcommand that is no poll, as plain data that is cheap to load. Its code comes with `load`, when it is called.
 * Below a device (`freebox register`) it takes the device's environment variables and, with `--name`, the device's keys
 * in the configuration file.
 */
export interface Command<O extends OptionSpecs = OptionSpecs> {
	/** The words after `linestat`: `['config', 'check']` or `['freebox', 'register']`. */
	readonly path: readonly [string, ...string[]]
	/** One line, lower case, without a full stop. */
	readonly summary: string
	/** Command lines and what each is for; the first thing in `--help`. */
	readonly examples: readonly (readonly [command: string, purpose: string])[]
	readonly argument?: CommandArgument
	readonly options: O
	/** False for a command that must run however broken the configuration file is. */
	readonly readsConfiguration?: false
	load(): Promise<CommandModule<O>>
}

/** The positional argument of a command: one that may be left out, unless it says otherwise. */
export interface CommandArgument extends ArgumentSpec {
	readonly required?: boolean
	readonly many?: boolean
}

/** What the module of a command exports. */
export interface CommandModule<O extends OptionSpecs = OptionSpecs> {
	/** Does the work and returns the exit status; throws a `LinestatError` for an expected failure. */
	run(options: OptionsOf<O>, args: readonly string[], around: CommandSurroundings): Promise<number>
}

/** What the program hands to a command. */
export interface CommandSurroundings {
	readonly io: Io
	readonly log: Log
	readonly catalog: Catalog
	/** `--config` as given on the command line or in the environment. */
	readonly configFile: string | undefined
	/** The configuration file; undefined where there is none, or where the command does not want it read. */
	readonly configuration: Configuration | undefined
	/** Folder for state, made if needed; undefined where none is writable (told once, with what to do). */
	stateDir(): Promise<string | undefined>
	/** Folders in which state may be, also such that another user made and this one can only read. */
	readonly statePlaces: readonly string[]
}

/** Types the options of a command by its own declaration. */
export function defineCommand<const O extends OptionSpecs>(command: Command<O>): Command<O> {
	return command
}
