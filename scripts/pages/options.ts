import {type OptionSpec, type OptionSpecs, toConfigKey, toEnv, toFlag} from '../../src/config/options.ts'
import type {Device} from '../../src/devices/device.ts'
import {code, table} from './markdown.ts'

const HEAD = ['Option', 'Environment', 'Configuration key', 'Default', 'Meaning']
const NONE = '–'

/** The options of a device with its secrets, or those of every subcommand where no device is given. */
export function renderOptions(options: OptionSpecs, device?: Device): string {
	const shown = Object.entries(options).filter(([, spec]) => spec.hidden !== true)
	const rows = shown.map(([key, spec]) => renderOption(key, spec, device?.name))
	if (device !== undefined) rows.push(...secretRows(device))
	return rows.length === 0 ? 'None but those of every subcommand.' : table(HEAD, rows)
}

function renderOption(key: string, spec: OptionSpec, device?: string): string[] {
	// Where a default needs words or a unit, the help ends with it.
	const [, help = spec.help, told] = /^(.*) \(default: (.*)\)$/.exec(spec.help) ?? []
	return [
		code(flag(key, spec)),
		spec.env === false ? NONE : code(toEnv(key, device)),
		spec.config === false ? NONE : code(toConfigKey(key)),
		told ?? (spec.default === undefined ? NONE : code(String(spec.default))),
		`${help.charAt(0).toUpperCase()}${help.slice(1)}${choices(spec)}.`,
	]
}

function flag(key: string, {short, value, bare}: OptionSpec): string {
	const long = `${short === undefined ? '' : `-${short}, `}--${toFlag(key)}`
	if (value === undefined) return long
	return bare === undefined ? `${long} <${value}>` : `${long} [${value}]`
}

function choices({choices, many, help}: OptionSpec): string {
	const list = choices === undefined ? '' : `: ${choices.map(code).join(', ')}`
	return many && !help.includes('repeatable') ? `${list} (repeatable)` : list
}

/** A secret is never an option's value: a file, or a variable that has it or names the file. */
function secretRows({name, secrets = {}}: Device): string[][] {
	return Object.entries(secrets).map(([key, {help}]) => [
		code(`--${toFlag(key)}-file <file>`),
		[toEnv(key, name), toEnv(`${key}File`, name)].map(code).join(' or '),
		code(`${toConfigKey(key)}_file`),
		NONE,
		`File with the ${help}.`,
	])
}
