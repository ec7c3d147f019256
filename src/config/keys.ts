import type {Device} from '../devices/device.ts'
import {globalOptions} from './global.ts'
import {type OptionSpec, type OptionSpecs, toConfigKey} from './options.ts'
import {secretOptions} from './secret-options.ts'

/** The options that a file may set under `defaults:`, by their key in the file. */
export const defaultKeys = (): ReadonlyMap<string, OptionSpec> => optionKeys(globalOptions)

/** The options that a file may set for a device, by their key in the file: the device's own first. */
export function deviceKeys(device: Device): ReadonlyMap<string, OptionSpec> {
	return optionKeys({...device.options, ...secretOptions(device.secrets), ...globalOptions})
}

export function optionKeys(specs: OptionSpecs): ReadonlyMap<string, OptionSpec> {
	const entries = Object.entries(specs).filter(([, spec]) => spec.config !== false)
	return new Map(entries.map(([key, spec]) => [toConfigKey(key), spec]))
}

/** The key of a device's positional arguments: `interfaces` for `[interface...]`. */
export function argumentKey({argument}: Device): string | undefined {
	if (argument === undefined) return undefined
	return argument.name.endsWith('s') ? argument.name : `${argument.name}s`
}
