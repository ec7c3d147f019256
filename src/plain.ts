import type {Called} from './commands/called.ts'
import {globalOptions} from './config/global.ts'
import type {OptionSpecs} from './config/options.ts'
import {flagOf, type Given} from './config/resolve.ts'
import {secretOptions} from './config/secret-options.ts'
import type {Device} from './devices/device.ts'

/**
 * Reads a plain command line behind the name of a device: its options by their long names, its arguments. That is what
 * Telegraf and cron start day and night, and to read it with commander costs 5 ms, a fifth of what an empty process takes.
 *
 * Undefined for everything else (help, a command, a short option, a typo, a value that is missing or begins with a dash),
 * which is for commander to read or to answer. What is read here means the same to commander; a test compares the two.
 */
export function readPlain(words: readonly string[], device: Device): Called | undefined {
	const specs: OptionSpecs = {...globalOptions, ...secretOptions(device.secrets), ...device.options}
	const args: string[] = []
	const given = new Map<string, Given>()
	for (let index = 0; index < words.length; index++) {
		const word = words[index] ?? ''
		if (!word.startsWith('-')) {
			if (!isArgument(device, word)) return undefined
			args.push(word)
			continue
		}
		const equals = word.indexOf('=')
		const flag = equals < 0 ? word : word.slice(0, equals)
		const key = keyOf(flag)
		const spec = Object.hasOwn(specs, key) && flagOf(key) === flag ? specs[key] : undefined
		if (spec === undefined) return undefined
		if (spec.value === undefined) {
			if (equals >= 0) return undefined
			given.set(key, {origin: flag, value: true})
			continue
		}
		if (equals < 0 && spec.bare !== undefined) return undefined
		const value = equals < 0 ? words[++index] : word.slice(equals + 1)
		if (value === undefined || value === '' || (equals < 0 && value.startsWith('-'))) return undefined
		const before = given.get(key)?.value
		given.set(key, {
			origin: flag,
			value: spec.many ? [...(Array.isArray(before) ? before : []), value] : value,
		})
	}
	return {kind: 'poll', device, args, given: key => given.get(key)}
}

/** A word may also be a command below the device; those take their place only where arguments have a fixed set of names. */
function isArgument({argument}: Device, word: string): boolean {
	if (argument === undefined || word === '') return false
	return argument.choices === undefined || argument.choices.includes(word)
}

/** `--host-key` as `hostKey`: the reverse of `flagOf`. */
const keyOf = (flag: string): string => flag.slice(2).replace(/-./g, pair => pair.charAt(1).toUpperCase())
