import {spawnSync} from 'node:child_process'
import fs from 'node:fs'
import {isBuiltin} from 'node:module'
import os from 'node:os'
import path from 'node:path'
import {afterAll, expect, it} from 'vitest'
import {lazyBuiltins, listBuiltinExports, readBuiltinExports} from '../../scripts/bundle/builtin-exports.ts'
import {xdslLine} from '../../src/devices/xdsl/metrics.ts'
import {testNode} from './node.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-program-'))
afterAll(() => fs.rmSync(folder, {recursive: true}))

interface Run {
	readonly status: number | null
	readonly stdout: string
	readonly stderr: string
	/** Names of the builtins the run loaded, and of the files of the bundle. */
	readonly builtins: readonly string[]
	readonly files: readonly string[]
}

function linestat(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
	const list = path.join(folder, 'load-list.json')
	const {status, stdout, stderr} = spawnSync(
		testNode,
		['--require', './test/bundle/load-list.cjs', 'bin/linestat.js', ...args],
		{encoding: 'utf8', env: {PATH: '/usr/bin:/bin', LOAD_LIST: list, ...env}},
	)
	const {builtins, files} = JSON.parse(fs.readFileSync(list, 'utf8'))
	return {status, stdout, stderr, builtins, files}
}

/** What no poll of this machine's files needs: each costs from one to eighteen milliseconds. */
const HEAVY = [
	'http',
	'http2',
	'https',
	'tls',
	'crypto',
	'net',
	'zlib',
	'dns',
	'child_process',
	'worker_threads',
	'tty',
	'stream',
	'readline',
	'sqlite',
	'fs/promises',
	'assert',
	'internal/fs/promises',
	'internal/deps/undici/undici',
]

it.each([[['ifstat']], [['--help']], [['--version']], [['ifstat', '--help']]])(
	'%j loads no heavy builtin',
	args => {
		const {status, stdout, stderr, builtins} = linestat(args)
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(stdout).not.toBe('')
		expect(builtins.filter(name => HEAVY.includes(name))).toEqual([])
	},
)

/** The chunks a run loaded, by the names of their sources. */
function chunks({files}: Run): string[] {
	const names = files.filter(file => file.includes('/dist/c/')).map(file => path.basename(file, '.cjs'))
	return names.map(name => name.replace(/-[\w-]{8}$/, '')).filter(name => name !== 'rolldown-runtime')
}

const DEVICES = fs.readdirSync('src/devices', {withFileTypes: true}).filter(one => one.isDirectory())
const ON_DEMAND = [
	...DEVICES.map(({name}) => name),
	...['poll', 'connect', 'table', 'json', 'prometheus', 'graphite', 'file', 'watch'],
]

it('--help loads no code of a device and no encoder', () => {
	expect(chunks(linestat(['--help'])).filter(name => ON_DEMAND.includes(name))).toEqual([])
})

it('a poll loads its encoder and the code of its own device', () => {
	const refused = ['--host', '127.0.0.1', '--port', '1', '--exit-zero']
	const loaded = chunks(
		linestat(['draytek', ...refused, '--format', 'json'], {LINESTAT_DRAYTEK_PASSWORD: 'x'}),
	)
	expect(loaded.filter(name => ON_DEMAND.includes(name)).sort()).toEqual(['connect', 'draytek', 'json'])
})

it('a poll by Telnet loads TCP and nothing heavier, from four files', () => {
	const run = linestat(['draytek', '--host', '127.0.0.1', '--port', '1'], {LINESTAT_DRAYTEK_PASSWORD: 'x'})
	expect(run.stderr).toContain('Cannot connect to 127.0.0.1:1')
	expect(chunks(run).sort()).toEqual(['connect', 'definition-draytek', 'draytek', 'line'])
	expect(run.builtins.filter(name => HEAVY.includes(name)).sort()).toEqual(['net', 'stream'])
})

it('a poll of a box over plain HTTP loads no cryptography, and no group that was not asked for', () => {
	const state = fs.mkdtempSync(path.join(folder, 'state-'))
	const box = {appId: 'id', appToken: 'token', trackId: '1', status: 'granted'}
	fs.writeFileSync(path.join(state, 'freebox.json'), JSON.stringify({'127.0.0.1:1': box}), {mode: 0o600})
	const run = linestat(['freebox', '--endpoint', 'http://127.0.0.1:1', '--state-dir', state])
	expect(run.stderr).toContain('127.0.0.1:1 refused the connection')
	const tooMuch = ['crypto', 'tls', 'https', 'http2', 'zlib', 'child_process', 'dns']
	expect(run.builtins.filter(name => tooMuch.includes(name))).toEqual([])
	const parts = ['freebox', 'groups', 'login', 'anonymize', 'https-agent', 'credentials-store']
	expect(chunks(run).filter(name => parts.includes(name))).toEqual(['freebox'])
})

it('the catalogue of a device comes with the code that polls it', () => {
	const holders = fs.globSync('dist/**/*.cjs').filter(file => {
		return fs.readFileSync(file, 'utf8').includes(xdslLine.help)
	})
	expect(holders).not.toEqual([])
	expect(holders.filter(file => /main|definition|start/.test(file))).toEqual([])
})

it('--debug names the kind of an error as the sources do', () => {
	const {stderr} = linestat(['ifstat', '--tcp', '127.0.0.1:1', '--debug'])
	expect(stderr).toMatch(/^D! ConnectError: Cannot connect to 127\.0\.0\.1:1 /m)
})

it('a poll loads what compares polls only with a folder for state', () => {
	const parts = (args: readonly string[]) =>
		chunks(linestat(['ifstat', ...args])).filter(name => /^(events-of-poll|deliver|targets)$/.test(name))
	expect(parts([])).toEqual([])
	expect(parts(['--state-dir', path.join(folder, 'state')])).toEqual(['events-of-poll'])
})

it('requires nothing but builtins and its own files', () => {
	const required = fs
		.globSync('dist/**/*.cjs')
		.flatMap(file => fs.readFileSync(file, 'utf8').match(/require\((["'`])[^"'`]+\1\)/g) ?? [])
		.map(call => call.slice('require("'.length, -'")'.length))
	expect(required.length).toBeGreaterThan(5)
	expect(
		required.filter(id => !isBuiltin(id) && !/^\.{1,2}\/(c\/|main|)[\w-]*[\w.-]+\.cjs$/.test(id)),
	).toEqual([])
})

it('keeps no source map and no licence back', () => {
	expect(fs.globSync('dist/**/*.map')).toEqual([])
	const licenses = fs.readFileSync('dist/THIRD-PARTY-LICENSES', 'utf8')
	expect(licenses).toMatch(/^commander \d.*\(MIT\)$/m)
	expect(licenses).toMatch(/TJ Holowaychuk/)
})

it('keeps compiled code in a folder of its user, and nowhere without one', () => {
	const home = fs.mkdtempSync(path.join(folder, 'home-'))
	linestat(['--version'], {HOME: home})
	expect(fs.readdirSync(home)).toEqual([])
	fs.mkdirSync(path.join(home, '.cache'))
	linestat(['--version'], {HOME: home})
	expect(fs.readdirSync(path.join(home, '.cache/linestat'))).not.toEqual([])
})

it('keeps compiled code of each subcommand that was a success, and runs if it is damaged', () => {
	const caches = fs.mkdtempSync(path.join(folder, 'caches-'))
	const env = {XDG_CACHE_HOME: caches}
	const kept = () => fs.globSync('linestat/*/*/main.cjs', {cwd: caches}).map(file => file.split('/')[2])
	expect(linestat(['--fromat'], env).status).toBe(2)
	expect(linestat(['ifsat'], env).status).toBe(2)
	expect(kept()).toEqual([])
	const first = linestat(['ifstat', '--format', 'json'], env)
	expect(kept()).toEqual(['ifstat'])
	expect(linestat(['ifstat', '--format', 'json'], env)).toMatchObject({status: first.status, stderr: ''})
	const [main = ''] = fs.globSync(`${caches}/linestat/*/ifstat/main.cjs`)
	const time = () => fs.statSync(main).mtimeMs
	const now = time()
	linestat(['ifstat'], env)
	expect(time()).toBe(now)
	fs.utimesSync(main, now / 1000 - 90_000, now / 1000 - 90_000)
	linestat(['ifstat'], env)
	expect(time()).toBeGreaterThanOrEqual(now)

	const whole = fs.readFileSync(main)
	const flipped = Buffer.from(whole)
	flipped.writeUInt8(flipped.readUInt8(whole.length / 4) ^ 0xff, whole.length / 4)
	const zeros = Buffer.from(whole)
	zeros.fill(0, 4096, 8192)
	for (const damaged of [flipped, zeros, whole.subarray(0, 1000), Buffer.alloc(0), Buffer.from('no code')]) {
		fs.writeFileSync(main, damaged)
		expect(linestat(['ifstat'], env)).toMatchObject({status: 0, stderr: ''})
		expect(fs.readFileSync(main).length).toBeGreaterThan(100_000)
	}
	expect(fs.statSync(main).mode & 0o777).toBe(0o600)
})

it('keeps nothing where others could put code', () => {
	const caches = fs.mkdtempSync(path.join(folder, 'caches-'))
	fs.chmodSync(caches, 0o777)
	expect(linestat(['--version'], {XDG_CACHE_HOME: caches}).status).toBe(0)
	expect(fs.readdirSync(caches)).toEqual([])
})

it('forgets what other builds have left a month ago', () => {
	const caches = fs.mkdtempSync(path.join(folder, 'caches-'))
	for (const [name, days] of [
		['old', 31],
		['new', 1],
	] as const) {
		fs.mkdirSync(`${caches}/linestat/${name}`, {recursive: true})
		const time = Date.now() / 1000 - days * 86_400
		fs.utimesSync(`${caches}/linestat/${name}`, time, time)
	}
	linestat(['--version'], {XDG_CACHE_HOME: caches})
	expect(fs.readdirSync(`${caches}/linestat`)).toHaveLength(2)
	expect(fs.readdirSync(`${caches}/linestat`)).toContain('new')
})

it.each([[[]], [['--', 'x']], [['__proto__']], [['']], [['--help', 'ifstat']]])(
	'starts with the words %j and a place for compiled code',
	args => {
		const {stderr} = linestat(args, {XDG_CACHE_HOME: fs.mkdtempSync(path.join(folder, 'caches-'))})
		expect(stderr).toMatch(/^(E! [^\n]*\n)?$/)
	},
)

it.each([
	[{}],
	[{HOME: '/dev/null'}],
	[{XDG_CACHE_HOME: '/proc/self/mem/x'}],
	[{XDG_CACHE_HOME: `/${'x'.repeat(5000)}`}],
	[{HOME: '/nonexistent'}],
	[{HOME: '/proc/1'}],
	[{XDG_CACHE_HOME: 'relative'}],
])('runs with the surroundings %j', env => {
	const {status, stderr} = linestat(['--version'], env)
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
})

it('promises of builtins only what every Node that users may have can do', () => {
	const here = listBuiltinExports()
	const promised = readBuiltinExports()
	expect(Object.keys(promised)).toEqual([...lazyBuiltins])
	for (const name of lazyBuiltins) {
		expect(here[name]?.functions).toEqual(expect.arrayContaining([...(promised[name]?.functions ?? [])]))
		expect(here[name]?.others).toEqual(expect.arrayContaining([...(promised[name]?.others ?? [])]))
	}
})

it('loads builtins by import(), too, as the lock of an fc poll does', () => {
	const args = ['fc', '--collector', '127.0.0.1:1', '--state-dir', path.join(folder, 'state')]
	const {status, stderr, builtins} = linestat(args)
	expect({status, stderr}).toMatchObject({status: 3, stderr: expect.stringContaining('127.0.0.1')})
	expect(builtins).toContain('sqlite')
})
