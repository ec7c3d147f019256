import fs from 'node:fs'
import {builtinModules} from 'node:module'
import path from 'node:path'
import {describe, expect, it} from 'vitest'

/** The direction of imports, read from the sources: who knows whom is what keeps the parts apart. */

interface Import {
	readonly from: string
	/** A path below src/, or the name of a package or builtin. */
	readonly to: string
	readonly isType: boolean
	readonly isLazy: boolean
}

const files = fs
	.readdirSync('src', {recursive: true, encoding: 'utf8'})
	.filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
const imports = files.flatMap(importsOf)

function importsOf(from: string): Import[] {
	const text = fs.readFileSync(path.join('src', from), 'utf8')
	const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w$*{},\s]*?\sfrom\s+)?'([^']+)'/gm)
	const calls = text.matchAll(/\b(?:import|require|getBuiltinModule)\(\s*'([^']+)'/g)
	const resolve = (to: string) => (to.startsWith('.') ? path.join(path.dirname(from), to) : to)
	return [
		...[...statements].map(([, type, to = '']) => ({
			from,
			to: resolve(to),
			isType: type !== undefined,
			isLazy: false,
		})),
		...[...calls].map(([, to = '']) => ({from, to: resolve(to), isType: false, isLazy: true})),
	]
}

const isIn = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`)
const say = ({from, to}: Import): string => `${from} imports ${to}`

/** What a place may know of the rest of src/; it always knows itself. */
const knows: Readonly<Record<string, readonly string[]>> = {
	'errors.ts': [],
	'config/options.ts': [],
	'config/values.ts': ['errors.ts'],
	metrics: [],
	output: ['metrics', 'errors.ts', 'config/global.ts'],
	transports: ['config', 'errors.ts', 'log.ts', 'clock.ts', 'deadline.ts'],
	state: ['errors.ts', 'log.ts', 'clock.ts', 'json.ts'],
	events: ['state', 'metrics', 'config', 'errors.ts', 'log.ts', 'clock.ts', 'json.ts'],
	'conversation.ts': ['errors.ts'],
	'redact.ts': [],
	notify: ['events', 'state', 'transports', 'config', 'errors.ts', 'log.ts', 'clock.ts', 'io.ts'],
	devices: [
		'transports',
		'state',
		'metrics',
		'config',
		'errors.ts',
		'log.ts',
		'clock.ts',
		'json.ts',
		'deadline.ts',
		'conversation.ts',
		'redact.ts',
		'version.ts',
	],
}

/** What a place may not know. */
const ignores: Readonly<Record<string, readonly string[]>> = {
	config: ['commands', 'output', 'transports', 'metrics'],
	commands: ['main.ts', 'program.ts', 'everything.ts'],
}

it.each(Object.entries(knows))('%s knows only what is below it', (place, allowed) => {
	const own = imports.filter(({from, to}) => isIn(from, place) && /\.(ts|json)$/.test(to) && !isIn(to, place))
	expect(own.filter(({to}) => !allowed.some(one => isIn(to, one))).map(say)).toEqual([])
})

it.each(Object.entries(ignores))('%s does not know what is above it', (place, forbidden) => {
	const own = imports.filter(({from}) => isIn(from, place))
	expect(own.filter(({to}) => forbidden.some(one => isIn(to, one))).map(say)).toEqual([])
})

it('a device knows other devices only by what they share', () => {
	const shared =
		/^devices\/((device|kept)\.ts$|ifstat\/metrics\.ts$|modem\/wan-address\.ts$|(firewall|router|wan|xdsl)\/)/
	const folderOf = (file: string) => file.split('/').slice(0, 2).join('/')
	const across = imports.filter(
		({from, to}) =>
			isIn(from, 'devices') &&
			isIn(to, 'devices') &&
			from !== 'devices/index.ts' &&
			folderOf(from) !== folderOf(to),
	)
	expect(across.filter(({to}) => !shared.test(to)).map(say)).toEqual([])
})

it('only transports know the client libraries', () => {
	const clients = imports.filter(({to}) => /^(got|ssh2|telnet-client)(\/|$)/.test(to))
	expect(clients.filter(({from}) => !isIn(from, 'transports')).map(say)).toEqual([])
})

it('no command is known by anything but what builds the program', () => {
	const users = imports.filter(
		({from, to, isType}) => isIn(to, 'commands') && !isIn(from, 'commands') && !isType,
	)
	expect(
		[...new Set(users.map(({from}) => from))].filter(
			from => !/^(cli|start|program|everything|main)\.ts$/.test(from),
		),
	).toEqual([])
})

const definitions = imports
	.filter(({from, isLazy}) => from === 'devices/index.ts' && isLazy)
	.map(({to}) => to)

describe('the definitions of all devices are cheap to load', () => {
	const loaded = definitions.flatMap(reachable)

	it('without a package', () => {
		const packages = loaded.filter(({to}) => !/\.(ts|json)$/.test(to) && !isBuiltin(to))
		expect(packages.map(say)).toEqual([])
	})

	it('without a heavy builtin', () => {
		const heavy = loaded.filter(
			({to}) =>
				isBuiltin(to) &&
				/^(node:)?(net|tls|https?|http2|crypto|dns|zlib|child_process|readline|stream|worker_threads)(\/|$)/.test(
					to,
				),
		)
		expect(heavy.map(say)).toEqual([])
	})

	it('without their polls', () => {
		expect(loaded.map(({to}) => to).filter(to => /\/(poll|parse)\.ts$/.test(to))).toEqual([])
	})
})

const isBuiltin = (name: string): boolean => builtinModules.includes(name.replace(/^node:/, ''))

/** Every import that is carried out when a file is loaded. */
function reachable(start: string): Import[] {
	const seen = new Set<string>()
	const found: Import[] = []
	const visit = (file: string) => {
		if (seen.has(file)) return
		seen.add(file)
		for (const one of imports.filter(({from, isType, isLazy}) => from === file && !isType && !isLazy)) {
			found.push(one)
			if (one.to.endsWith('.ts')) visit(one.to)
		}
	}
	visit(start)
	return found
}

it('reads the imports that there are', () => {
	expect(imports.map(say)).toContain('devices/ifstat/index.ts imports devices/ifstat/metrics.ts')
	expect(imports.filter(({isLazy}) => isLazy).map(say)).toContain(
		'devices/ifstat/index.ts imports devices/ifstat/poll.ts',
	)
	expect(definitions).toContain('devices/ifstat/index.ts')
	expect(definitions.flatMap(reachable).length).toBeGreaterThan(5)
})

it('no source uses Intl or the locale, which cost milliseconds and differ between machines', () => {
	const users = files.filter(file =>
		/\bIntl\s*[.[]|\.localeCompare\(|\.toLocale\w*\(/.test(fs.readFileSync(path.join('src', file), 'utf8')),
	)
	expect(users).toEqual([])
})
