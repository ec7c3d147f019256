'use strict'
const fs = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')

/** Names the code of this folder; the build puts a hash of it here. */
const BUILD = '{build}'
const DAY_MS = 86_400_000

/**
 * Loads the files of this folder as Node.js loads CommonJS, with two differences that are worth a quarter of a short run:
 * nothing is searched for, and what V8 compiled is kept for the next run with each function that this run has called.
 * (`module.enableCompileCache` keeps a file as it is when it was just loaded: its functions are then compiled again
 * by every run that calls them.)
 */
const cache = cacheFolder(process.env, process.argv[2])
const modules = new Map()
const uncached = new Map()

load(path.join(__dirname, 'main.cjs'))
if (cache !== undefined) process.on('exit', keepCompiled)

function load(file) {
	const known = modules.get(file)
	if (known !== undefined) return known.exports
	const module = {exports: {}}
	modules.set(file, module)
	const folder = path.dirname(file)
	const requireFrom = id => (id.startsWith('.') ? load(path.join(folder, id)) : require(id))
	compile(file)(module.exports, requireFrom, module, file, folder)
	return module.exports
}

function compile(filename) {
	const source = fs.readFileSync(filename, 'utf8')
	const cachedData = readCompiled(filename)
	// Some builtins are loaded by import() when they are needed.
	const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
	const script = new vm.Script(source, {filename, cachedData, importModuleDynamically})
	if (cachedData === undefined) uncached.set(filename, script)
	return script.runInThisContext()
}

/** V8 itself refuses what other flags or another V8 have compiled, but trusts that the source is the same. */
function readCompiled(filename) {
	try {
		return cache && fs.readFileSync(path.join(cache, path.basename(filename)))
	} catch {
		return undefined
	}
}

/**
 * A folder in the caches of this user, or none: code in a place that others can write would run as this user. That holds
 * for the HOME of another user too, as sudo may leave it. Subcommands have a folder each, as they call different functions.
 */
function cacheFolder({XDG_CACHE_HOME, HOME}, subcommand = '') {
	const caches = XDG_CACHE_HOME || (HOME && `${HOME}/.cache`)
	if (!caches?.startsWith('/')) return undefined
	const owner = fs.statSync(caches, {throwIfNoEntry: false})?.uid
	if (owner === undefined || owner !== process.getuid?.()) return undefined
	const name = /^[a-z]{1,20}$/.test(subcommand) ? subcommand : 'other'
	return path.join(caches, 'linestat', `${BUILD}-${process.version}-${process.arch}`, name)
}

/** A poll that failed may have called little, and a word that is no subcommand needs no folder: nothing is kept of either. */
function keepCompiled(status) {
	if (status !== 0 || uncached.size === 0) return
	try {
		const build = path.dirname(cache)
		const builds = path.dirname(build)
		if (!fs.existsSync(build)) removeOld(builds)
		// One by one: Node's own way to make all of them never ends below /proc.
		for (const folder of [builds, build, cache]) if (!fs.existsSync(folder)) fs.mkdirSync(folder, 0o700)
		for (const [filename, script] of uncached) write(path.join(cache, path.basename(filename)), script)
	} catch {
		// The next run compiles again.
	}
}

/** All or nothing, also when the power fails: V8 does not look for damage. */
function write(file, script) {
	const temporary = `${file}.${process.pid}`
	const fd = fs.openSync(temporary, 'wx', 0o600)
	fs.writeFileSync(fd, script.createCachedData())
	fs.fsyncSync(fd)
	fs.closeSync(fd)
	fs.renameSync(temporary, file)
}

/** What other builds have left and nobody added to for a month. */
function removeOld(builds) {
	if (!fs.existsSync(builds)) return
	for (const name of fs.readdirSync(builds)) {
		const folder = path.join(builds, name)
		if (Date.now() - fs.statSync(folder).mtimeMs > 30 * DAY_MS)
			fs.rmSync(folder, {recursive: true, force: true})
	}
}
