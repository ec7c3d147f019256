import type {Catalog} from '../../catalog.ts'
import {commonOptions, globalOptions} from '../../config/global.ts'
import {type OptionSpec, type OptionSpecs, toFlag} from '../../config/options.ts'
import {secretOptions} from '../../config/secret-options.ts'
import {groups} from '../groups.ts'

/** What can stand in a place: nothing known, one of some words, a file, a folder, or a device of the configuration. */
export type Values = 'any' | 'file' | 'folder' | 'name' | readonly string[]

export interface FlagWords {
	readonly long: string
	readonly short?: string
	readonly help: string
	/** Undefined for a switch. */
	readonly values?: Values
	/** The value may be left out, so it never stands in a word of its own. */
	readonly bare: boolean
}

/** What can follow some words of a command line: `''`, `ifstat` or `config check`. */
export interface Words {
	readonly path: string
	readonly commands: readonly {readonly name: string; readonly help: string}[]
	readonly flags: readonly FlagWords[]
	readonly argument: Values
}

/** Everything that can be completed, from the same declarations that make the command line. */
export function wordsOf({devices, commands}: Catalog): readonly Words[] {
	const all = new Map<string, {help: string; specs: OptionSpecs; argument: Values}>()
	for (const {name, summary, options, secrets} of devices) {
		const specs = {...options, ...secretOptions(secrets), ...globalOptions}
		all.set(name, {help: summary, specs, argument: 'any'})
	}
	for (const {path, summary, options, argument} of commands) {
		for (const word of path.slice(0, -1)) {
			if (!all.has(word)) all.set(word, {help: groups[word] ?? '', specs: {}, argument: 'any'})
		}
		const below = all.has(path[0]) && devices.some(({name}) => name === path[0])
		const specs = {...options, ...(below ? {name: globalOptions.name} : {}), ...commonOptions}
		const values = argument?.choices ?? (argument?.name === 'file' ? 'file' : 'any')
		all.set(path.join(' '), {help: summary, specs, argument: values})
	}
	const kinds = devices.map(({name}) => name)
	const root = {help: '', specs: globalOptions, argument: 'any' as const}
	return [...new Map([['', root], ...all])].map(([path, {specs, argument}]) => ({
		path,
		commands: [...all]
			.filter(([other]) => other !== path && parentOf(other) === path)
			.map(([other, {help}]) => ({name: other.split(' ').at(-1) ?? '', help})),
		flags: flagsOf(specs, path === ''),
		argument: path === 'config names' ? kinds : argument,
	}))
}

const parentOf = (path: string): string => path.split(' ').slice(0, -1).join(' ')

function flagsOf(specs: OptionSpecs, isRoot: boolean): FlagWords[] {
	const flags = Object.entries(specs)
		.filter(([, spec]) => spec.hidden !== true)
		.map(([key, spec]) => toFlagWords(key, spec))
	const help = {long: '--help', short: '-h', help: 'print this help', bare: false}
	const version = {long: '--version', short: '-V', help: 'print the version', bare: false}
	return [...flags, help, ...(isRoot ? [version] : [])]
}

function toFlagWords(key: string, spec: OptionSpec): FlagWords {
	return {
		long: `--${toFlag(key)}`,
		...(spec.short === undefined ? {} : {short: `-${spec.short}`}),
		help: spec.help,
		...(spec.value === undefined ? {} : {values: valuesOf(key, spec)}),
		bare: spec.bare !== undefined,
	}
}

function valuesOf(key: string, {value, choices}: OptionSpec): Values {
	if (choices !== undefined) return choices
	if (key === 'name') return 'name'
	if (value === 'file' || value === 'path') return 'file'
	return value === 'folder' ? 'folder' : 'any'
}

/** The flags that take the word behind them. */
export function valueFlags(all: readonly Words[]): readonly string[] {
	const flags = all.flatMap(({flags}) => flags.filter(({values, bare}) => values !== undefined && !bare))
	return [...new Set(flags.map(({long}) => long))]
}

/** `'ifstat --format'|'draytek --format'` and what answers them, an entry for each answer. */
export function answersOf(
	all: readonly Words[],
	answer: (values: Exclude<Values, 'any'>) => string,
): readonly (readonly [pattern: string, answer: string])[] {
	const patterns = new Map<string, string[]>()
	for (const {path, flags} of all) {
		for (const {long, values} of flags) {
			if (values === undefined || values === 'any') continue
			const reply = answer(values)
			patterns.set(reply, [...(patterns.get(reply) ?? []), `'${path} ${long}'`])
		}
	}
	return [...patterns].map(([reply, flags]) => [flags.join('|'), reply])
}
