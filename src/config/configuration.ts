import type {OptionSpecs} from './options.ts'
import type {Layer} from './resolve.ts'

/** The configuration file, read and valid. Values are still text; options read them as they read any other layer. */
export interface Configuration {
	readonly file: string
	/** `defaults:`, for the options of every subcommand. */
	readonly defaults: Defaults
	/** `devices:` by the name that `--name` takes. */
	readonly devices: ReadonlyMap<string, ConfiguredDevice>
	/** Options of a top-level key of the catalogue's `sections`; finds nothing where the file does not have it. */
	section(key: string): Layer
	/** The same for a key that holds named entries. */
	entries(key: string): ReadonlyMap<string, Layer>
}

export interface Defaults {
	readonly layer: Layer
	readonly tags: Tags
}

export interface ConfiguredDevice extends Defaults {
	readonly name: string
	/** The subcommand that polls it. */
	readonly kind: string
	/** File, line and column. */
	readonly origin: string
	/** Positional arguments; undefined where the file names none. */
	readonly args: readonly string[] | undefined
}

/** As `--tag` gives them. */
export type Tags = readonly (readonly [key: string, value: string])[]

/**
 * A key at the top of the file beside `devices` and `defaults`, as data: its keys are options, declared as everywhere.
 * `named` holds any number of entries under names of the user's choice, each with these options.
 */
export interface ConfigSection {
	readonly key: string
	readonly named: boolean
	/** The option that `true` or `false` in the place of all keys sets, where that is accepted. */
	readonly switch?: string
	readonly options: OptionSpecs
	/** Where the named entries are of several types, what they are. */
	readonly types?: EntryTypes
}

/** What the types of named entries have in common with those of devices: one key says which, and the others depend on it. */
export interface EntryTypes {
	/** Name of an entry in messages, as `notification target`. */
	readonly what: string
	/** The option that says which type an entry is of. */
	readonly option: string
	/** Options that every type has. */
	readonly common: readonly string[]
	readonly own: Readonly<Record<string, EntryType>>
}

/** The options of one type beside those of all. */
export interface EntryType {
	readonly options: readonly string[]
	/** Those it cannot do without: one of each list. */
	readonly needs: readonly (readonly string[])[]
	/** Those that are secrets, and so belong into a file of their own (`<option>_file`). */
	readonly secrets?: readonly string[]
}
