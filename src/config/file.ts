import fs from 'node:fs'
import path from 'node:path'
import {safeParse} from 'valibot'
import type {Catalog} from '../catalog.ts'
import {ConfigError} from '../errors.ts'
import type {Configuration, ConfiguredDevice, Tags} from './configuration.ts'
import {type Path, type Problem, readDocument, type TextDocument} from './document.ts'
import {argumentKey} from './keys.ts'
import {type OptionSpec, type OptionSpecs, toConfigKey} from './options.ts'
import type {Given, Layer} from './resolve.ts'
import {configurationSchema} from './schema.ts'

type Mapping = Readonly<Record<string, unknown>>

/** Reads and checks a configuration file. Throws `ConfigError` with file, line and column of the first mistake. */
export function loadConfiguration(file: string, catalog: Catalog): Configuration {
	const {problems, configuration} = readConfiguration(file, catalog)
	if (configuration !== undefined) return configuration
	const [first, ...more] = problems
	const hint = more.length === 0 ? {} : {hint: `${more.length} more: run linestat config check ${file}`}
	throw new ConfigError(`${file}:${first?.line}:${first?.column}: ${first?.message}`, hint)
}

/** The configuration, or everything that is wrong with the file. Throws `ConfigError` where it cannot be read at all. */
export function readConfiguration(
	file: string,
	catalog: Catalog,
): {problems: readonly Problem[]; configuration?: Configuration} {
	const sections = catalog.sections ?? []
	const document = readDocument(readText(file), ([key, name, ...deeper]) => {
		if (deeper.length > 0 || key === undefined) return false
		if (name === undefined) return key === 'defaults' || sections.some(one => one.key === key && !one.named)
		return key === 'devices' || sections.some(one => one.key === key && one.named)
	})
	if (document.problems.length > 0) return {problems: document.problems}
	// An empty file, or one that is all comments.
	const value = document.value === null || document.value === '' ? {} : document.value
	const {issues, success} = safeParse(configurationSchema(catalog.devices, sections), value)
	if (!success) {
		const problems = issues.map(({message, path = []}) => {
			const keys = path.map(({key}) => key as string)
			return {...document.position(keys, path.at(-1)?.origin === 'key' ? 'key' : 'value'), message}
		})
		return {problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column)}
	}
	return {problems: [], configuration: toConfiguration(file, catalog, document, value as Mapping)}
}

function readText(file: string): string {
	try {
		return fs.readFileSync(file, 'utf8')
	} catch (cause) {
		const hint = 'Check that it is there and that this user may read it, or name another with --config'
		throw new ConfigError(`Cannot read the configuration file ${file}`, {cause, hint})
	}
}

function toConfiguration(
	file: string,
	catalog: Catalog,
	document: TextDocument,
	root: Mapping,
): Configuration {
	const sections = catalog.sections ?? []
	const origin = (at: Path) => `${file}:${document.place(at)}`
	const layer = (at: readonly string[]) => toLayer(file, mappingAt(root, at), key => origin([...at, key]))
	const names = (key: string) => Object.keys(mappingAt(root, [key]))

	const device = (name: string): ConfiguredDevice => {
		const at = ['devices', name]
		const own = mappingAt(root, at)
		const kind = String(own.device)
		const found = catalog.devices.find(one => one.name === kind)
		const args = found === undefined ? undefined : own[argumentKey(found) ?? '']
		return {
			name,
			kind,
			origin: origin(at),
			layer: layer(at),
			tags: toTags(own.tags),
			args: args === undefined ? undefined : [args].flat().map(String),
		}
	}
	return {
		file,
		defaults: {layer: layer(['defaults']), tags: toTags(mappingAt(root, ['defaults']).tags)},
		devices: new Map(names('devices').map(name => [name, device(name)])),
		section(key) {
			const word = sections.find(one => one.key === key)?.switch
			const value = Object.hasOwn(root, key) ? root[key] : undefined
			if (word === undefined || typeof value !== 'string') return layer([key])
			return option => (option === word ? {origin: origin([key]), value} : undefined)
		},
		entries: key => new Map(names(key).map(name => [name, layer([key, name])])),
	}
}

function mappingAt(root: Mapping, at: readonly string[]): Mapping {
	let mapping: Mapping = root
	for (const key of at) {
		const next = Object.hasOwn(mapping, key) ? mapping[key] : undefined
		mapping = typeof next === 'object' && next !== null ? (next as Mapping) : {}
	}
	return mapping
}

const toTags = (tags: unknown): Tags => Object.entries((tags ?? {}) as Record<string, string>)

/** Paths of files are relative to the configuration file, since the working folder is whatever Telegraf has. */
function toLayer(file: string, mapping: Mapping, origin: (key: string) => string): Layer {
	return (option, spec): Given | undefined => {
		const key = toConfigKey(option)
		if (spec.config === false || !Object.hasOwn(mapping, key)) return undefined
		const given = mapping[key]
		if (spec.record !== undefined) {
			return {origin: origin(key), value: [given].flat().map(one => recordText(file, spec.record ?? {}, one))}
		}
		if (Array.isArray(given)) return {origin: origin(key), value: given.map(String)}
		const text = String(given)
		if (spec.bare !== undefined && /^(true|yes|on)$/i.test(text)) return {origin: origin(key), value: true}
		if (spec.bare !== undefined && /^(false|no|off)$/i.test(text)) return undefined
		return {origin: origin(key), value: absolute(file, spec, text)}
	}
}

function absolute(file: string, {value}: OptionSpec, text: string): string {
	const isPath = value === 'file' || value === 'folder' || value === 'path'
	const relative = isPath && text !== '-' && !/^[/~]/.test(text)
	return relative ? path.resolve(path.dirname(file), text) : text
}

/** A mapping as its option reads it: JSON, with the names of the options as keys. */
function recordText(file: string, specs: OptionSpecs, given: unknown): string {
	if (typeof given !== 'object' || given === null) return String(given)
	const entries = Object.entries(specs).flatMap(([option, spec]) => {
		const found = (given as Mapping)[toConfigKey(option)]
		if (found === undefined) return []
		const texts = [found].flat().map(text => absolute(file, spec, String(text)))
		return [[option, spec.many ? texts : texts[0]]]
	})
	return JSON.stringify(Object.fromEntries(entries))
}
