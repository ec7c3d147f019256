import fs from 'node:fs'
import path from 'node:path'
import {parseDocument} from 'yaml'
import {toConfigKey} from '../../config/options.ts'
import {ConfigError} from '../../errors.ts'
import {type Collector, collectorKeys, toCollector} from './collector.ts'
import {oldNote} from './old-keys.ts'

type Mapping = Readonly<Record<string, unknown>>

/** What a file with collectors says. */
export interface CollectorsFile {
	readonly collectors: readonly Collector[]
	/** It is the configuration of fc_device_stats; which of its keys were read and which mean nothing here. */
	readonly note: string | undefined
}

/** Reads a list of collectors: alone, under `collectors:`, or under `fcs:` as fc_device_stats has it. Throws `ConfigError`. */
export function readCollectorsFile(file: string): CollectorsFile {
	const root = readYaml(file)
	const list = isMapping(root) ? (root.collectors ?? root.fcs) : root
	if (!Array.isArray(list) || list.length === 0) {
		throw new ConfigError(`${file} has no list of collectors`, {
			hint: 'Write one under "collectors:", each with a "host:", as docs/devices/fc.md shows',
		})
	}
	const collectors = list.map((entry: unknown, index) =>
		readEntry(entry, `${file}, collector ${index + 1}`, file),
	)
	const hasOldList = isMapping(root) && root.collectors === undefined && 'fcs' in root
	return {collectors, note: oldNote(collectors, hasOldList, isMapping(root) && 'Admin' in root)}
}

function readYaml(file: string): unknown {
	let text: string
	try {
		text = fs.readFileSync(file, 'utf8')
	} catch (cause) {
		throw new ConfigError(`Cannot read the collectors in ${file}`, {
			cause,
			hint: 'Check that it is there and that this user may read it',
		})
	}
	const document = parseDocument(text, {schema: 'failsafe', prettyErrors: true})
	const [mistake] = document.errors
	if (mistake !== undefined) {
		// The lines behind the first show the text of the file, where a password may stand.
		throw new ConfigError(`${file} is no valid YAML: ${mistake.message.split('\n')[0]}`)
	}
	return document.toJS()
}

function readEntry(entry: unknown, place: string, file: string): Collector {
	if (!isMapping(entry)) {
		if (typeof entry === 'string') return toCollector({host: entry})
		throw new ConfigError(`${place}: neither a host nor a mapping`)
	}
	const names = new Map(Object.keys(collectorKeys).map(option => [toConfigKey(option), option]))
	const given: Record<string, string | string[]> = {}
	for (const [key, value] of Object.entries(entry)) {
		const option = names.get(key.replaceAll('-', '_'))
		if (option === undefined) {
			throw new ConfigError(`${place}: unknown key "${key}"`, {
				hint: `Accepted: ${[...names.keys()].join(', ')}`,
			})
		}
		const texts = [value].flat().map(String)
		const isFile = option.endsWith('File') || option === 'knownHosts'
		given[option] = isFile ? texts.map(text => beside(file, text)) : texts
	}
	try {
		return toCollector(given)
	} catch (cause) {
		throw new ConfigError(place, {cause})
	}
}

/** Files are named relative to the file that names them. */
const beside = (file: string, name: string): string =>
	/^[/~]/.test(name) ? name : path.resolve(path.dirname(file), name)

const isMapping = (value: unknown): value is Mapping =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
