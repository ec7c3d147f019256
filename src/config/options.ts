/**
 * Options are data: everything about an option stands in one place, and the command line, the environment, the
 * configuration file, the help, the completions and the documentation are made from it.
 *
 * The flag comes from the key (`hostKey` is `--host-key`), so does the key in the configuration file (`host_key`) and the
 * environment variable (`LINESTAT_DRAYTEK_HOST_KEY`, or `LINESTAT_HOST_KEY` for an option of every subcommand).
 */
export interface OptionSpec<T = unknown> {
	/** Name of the value in the help, as in `--host <address>`. An option without one is a switch. */
	readonly value?: string
	/** One line, lower case, without a full stop. */
	readonly help: string
	readonly default?: T
	/** Turns the text into the value; throws `UsageError`, or any `Error` whose message says what is accepted. */
	readonly parse?: (text: string) => T
	/** May be given several times; the value is a list. */
	readonly many?: boolean
	readonly choices?: readonly string[]
	/** Value taken where the option is given without one, as in `--bins` for `--bins=band`. */
	readonly bare?: T
	/** One letter, as in `-v`. */
	readonly short?: string
	/** False where an environment variable or a key in the file would make no sense. */
	readonly env?: false
	readonly config?: false
	/**
	 * With `many`: in the configuration file each value may also be a mapping with these keys, which reaches `parse` as
	 * JSON with the names of the options.
	 */
	readonly record?: OptionSpecs
	/** Left out of the help and of the completions. */
	readonly hidden?: boolean
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>

type Parsed<S extends OptionSpec> = S extends {value: string}
	? S extends {parse: (text: string) => infer T}
		? T
		: S extends {choices: readonly (infer C)[]}
			? C
			: string
	: boolean

/** The object a poll receives: a key per option; without a default (or `many`, or being a switch) it may be undefined. */
export type OptionsOf<S extends OptionSpecs> = string extends keyof S
	? Readonly<Record<string, unknown>>
	: {readonly [K in keyof S]: OptionValue<S[K]>}

type OptionValue<S extends OptionSpec> = S extends {many: true}
	? readonly Parsed<S>[]
	: S extends {default: infer D}
		? Parsed<S> | D
		: S extends {value: string}
			? Parsed<S> | undefined
			: boolean

/** `hostKey` as `host-key`. */
export const toFlag = (key: string): string => key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** `hostKey` as `host_key`. */
export const toConfigKey = (key: string): string => toFlag(key).replaceAll('-', '_')

/** `hostKey` of `draytek` as `LINESTAT_DRAYTEK_HOST_KEY`; of every subcommand as `LINESTAT_HOST_KEY`. */
export const toEnv = (key: string, device?: string): string =>
	['LINESTAT', ...(device === undefined ? [] : [device]), toConfigKey(key)]
		.join('_')
		.replaceAll('-', '_')
		.toUpperCase()
