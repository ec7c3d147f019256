import {UsageError} from '../errors.ts'
import {type OptionSpec, type OptionSpecs, type OptionsOf, toFlag} from './options.ts'
import {boolean} from './values.ts'

/** A value as it was given, and where, for the message when it is wrong. */
export interface Given {
	/** Text, several texts, or `true` for an option that stands without a value. */
	readonly value: string | readonly string[] | true
	/** As in `--timeout`, `LINESTAT_TIMEOUT` or `/etc/linestat/linestat.yaml:7:12`. */
	readonly origin: string
}

/** One source of options: looks an option up by its key. */
export type Layer = (key: string, spec: OptionSpec) => Given | undefined

/** Takes every option from the first layer that has it, else its default. Throws `UsageError` naming the origin. */
export function resolveOptions<S extends OptionSpecs>(specs: S, layers: readonly Layer[]): OptionsOf<S> {
	const options: Record<string, unknown> = {}
	for (const key in specs) {
		const spec = specs[key] as OptionSpec
		const given = firstOf(layers, key, spec)
		options[key] = given === undefined ? fallback(spec) : read(spec, given)
	}
	return options as OptionsOf<S>
}

function firstOf(layers: readonly Layer[], key: string, spec: OptionSpec): Given | undefined {
	for (const layer of layers) {
		const given = layer(key, spec)
		if (given !== undefined) return given
	}
	return undefined
}

function fallback(spec: OptionSpec): unknown {
	if (spec.default !== undefined) return spec.default
	if (spec.many) return []
	return spec.value === undefined ? false : undefined
}

function read(spec: OptionSpec, {value, origin}: Given): unknown {
	try {
		if (spec.value === undefined) return value === true || boolean(String(value))
		if (spec.many) return (Array.isArray(value) ? value : [value]).map(text => readOne(spec, String(text)))
		if (value === true) {
			if (spec.bare === undefined) throw new UsageError('a value is missing')
			return spec.bare
		}
		if (typeof value !== 'string') throw new UsageError('one value is accepted, not a list')
		return readOne(spec, value)
	} catch (cause) {
		throw new UsageError(`Wrong value for ${origin}`, {cause, hint: 'See --help'})
	}
}

function readOne(spec: OptionSpec, text: string): unknown {
	if (spec.choices !== undefined && !spec.choices.includes(text)) {
		throw new UsageError(`"${text}" is not one of ${spec.choices.join(', ')}`)
	}
	return spec.parse === undefined ? text : spec.parse(text)
}

/** What is wrong with a text from a file, in words; undefined where the option can read it. */
export function checkText(spec: OptionSpec, text: string): string | undefined {
	try {
		if (spec.value === undefined) boolean(text)
		else if (text === '') throw new UsageError('a value is missing')
		else if (spec.bare === undefined || !/^(true|yes|on|false|no|off)$/i.test(text)) readOne(spec, text)
	} catch (error) {
		return error instanceof Error ? error.message : String(error)
	}
	return undefined
}

/** The layer of the environment; `toName` gives the variable of an option. An empty variable counts as not set. */
export function environmentLayer(
	env: Readonly<Record<string, string | undefined>>,
	toName: (key: string) => string,
): Layer {
	// Mostly there is none; then the names of sixty variables need not be made.
	if (!Object.keys(env).some(name => name.startsWith('LINESTAT_'))) return () => undefined
	return (key, spec) => {
		if (spec.env === false) return undefined
		const origin = toName(key)
		const value = env[origin]
		if (value === undefined || value === '') return undefined
		return {origin, value: spec.many ? value.split(',') : value}
	}
}

/** How an option stands in messages. */
export const flagOf = (key: string): string => `--${toFlag(key)}`
