import fs from 'node:fs'
import path from 'node:path'
import {type ChunkingContext, rolldown} from 'rolldown'
import {asciiPlugin} from './ascii.ts'
import {lazyBuiltinsPlugin} from './lazy-builtins.ts'
import {licensesPlugin} from './licenses.ts'
import {plainBuiltinsPlugin} from './plain-builtins.ts'
import {stubsPlugin} from './stubs.ts'
import {withoutCataloguePlugin} from './without-catalogue.ts'
import {wrapPlugin} from './wrap.ts'

const lazyIntl = path.join(import.meta.dirname, 'lazy-intl.ts')

/** What most runs do. To load a file takes longer than to load its code as a part of the entry's. */
const MAIN_JOB = /\/src\/devices\/ifstat\/(index|poll)\.ts$/

/** Small modules that many devices share: each would be a file of its own. */
const SMALL = /\/src\/(json|transports\/authorities)\.ts$|\/lazy-intl\.ts$/

/** Whether a module is imported by an entry or the main job, at once or by way of others, and not only when it is needed. */
function isLoadedAtStart(id: string, modules: ChunkingContext, seen = new Set<string>()): boolean {
	if (/rolldown.runtime/.test(id) || SMALL.test(id)) return true
	const info = modules.getModuleInfo(id)
	if (info === null || seen.has(id)) return false
	seen.add(id)
	return (
		info.isEntry ||
		MAIN_JOB.test(id) ||
		info.importers.some(importer => isLoadedAtStart(importer, modules, seen))
	)
}

const DEFINITION = /\/src\/devices\/([\w-]+)\/index\.ts$/

/** The devices whose definitions import a module, at once or by way of others. */
function definedBy(id: string, modules: ChunkingContext, seen = new Set<string>()): Set<string> {
	const device = DEFINITION.exec(id)?.[1]
	if (device !== undefined) return new Set([device])
	if (seen.has(id)) return new Set()
	seen.add(id)
	const importers = modules.getModuleInfo(id)?.importers ?? []
	return new Set(importers.flatMap(importer => [...definedBy(importer, modules, seen)]))
}

/** Where a part of a device's definition goes: to that of the device, or where several share it to the entry. */
function definitionOf(id: string, modules: ChunkingContext): string | null {
	const [device, another] = definedBy(id, modules)
	if (device === undefined) return null
	return another === undefined ? `definition-${device}` : 'start'
}

const POLL = /^(.*\/src\/devices\/[\w-]+\/)poll\.ts$/
const LINE = /\/src\/devices\/(xdsl\/[\w-]+|(wan|router)\/(metrics|points|cgnat))\.ts$/
/** Only one device speaks it. */
const TELNET = /\/src\/transports\/(dialogue|telnet)\/|\/telnet-client\//
const CONNECT = /\/src\/transports\/connect(-error)?\.ts$/

/**
 * The device whose poll a module of its folder belongs to, as `freebox`: one file for all of them, though its other
 * subcommands share some, because Node takes as long for each file as for 20 KB of it.
 */
function deviceOf(id: string, modules: ChunkingContext, from = id, seen = new Set<string>()): string | null {
	const folder = POLL.exec(from)?.[1]
	if (folder !== undefined) return id.startsWith(folder) ? path.basename(folder) : null
	if (seen.has(from)) return null
	seen.add(from)
	for (const importer of modules.getModuleInfo(from)?.importers ?? []) {
		const device = deviceOf(id, modules, importer, seen)
		if (device !== null) return device
	}
	return null
}

/**
 * Bundles an entry and everything it imports into a folder, as `main.cjs` and chunks that are loaded when needed, in the
 * form that `bin/linestat.js` loads.
 *
 * The sources are ES modules; the output is CommonJS, because an ES import of a builtin reads all of its exports and so
 * loads what stands behind them (`node:http` brings undici that way, 34 ms). Dynamic imports become chunks of their own.
 */
export async function bundle(entry: string, folder: string): Promise<void> {
	fs.rmSync(folder, {recursive: true, force: true})
	const build = await rolldown({
		input: {main: entry},
		platform: 'node',
		preserveEntrySignatures: false,
		plugins: [
			stubsPlugin(),
			withoutCataloguePlugin(),
			plainBuiltinsPlugin(),
			lazyBuiltinsPlugin(),
			licensesPlugin(),
			asciiPlugin(),
			wrapPlugin(),
		],
		transform: {
			target: 'node24',
			define: {'Intl.ListFormat': 'LazyListFormat', 'Intl.Segmenter': 'LazySegmenter'},
			inject: {
				LazyListFormat: [lazyIntl, 'LazyListFormat'],
				LazySegmenter: [lazyIntl, 'LazySegmenter'],
			},
		},
	})
	await build.write({
		dir: folder,
		format: 'cjs',
		minify: true,
		entryFileNames: 'main.cjs',
		chunkFileNames: 'c/[name]-[hash].cjs',
		codeSplitting: {
			includeDependenciesRecursively: false,
			groups: [
				{debugName: 'start', name: (id, chunking) => (isLoadedAtStart(id, chunking) ? 'start' : null)},
				{debugName: 'definition', name: (id, chunking) => definitionOf(id, chunking)},
				{name: 'line', test: LINE},
				{name: 'connect', test: CONNECT},
				{debugName: 'device', name: (id, chunking) => (TELNET.test(id) ? 'draytek' : deviceOf(id, chunking))},
			],
		},
	})
	await build.close()
}
