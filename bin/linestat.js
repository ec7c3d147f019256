#!/usr/bin/env node
'use strict'
// Without newer syntax: a Node.js that is too old must be able to read this file and say so.
const major = Number(process.versions.node.split('.')[0])
if (major >= 24) start()
else {
	process.stderr.write(`E! linestat needs Node.js 24 or newer, this is ${process.version}.\n`)
	process.exitCode = 1
}

/**
 * Loads `dist/` as Node.js loads CommonJS, with two differences that are worth a third of a short run: nothing is searched
 * for, and what V8 has compiled is kept for the next run with each function that this run has called.
 * (`module.enableCompileCache` keeps a file as it is right after loading: functions are compiled again by every run that
 * calls them. One more file, for this code, would cost half a millisecond.)
 */
function start() {
	const fs = require('node:fs')
	const path = require('node:path')
	const vm = require('node:vm')

	const modules = new Map()
	const uncached = new Map()
	const main = path.join(__dirname, '../dist/main.cjs')
	const source = fs.readFileSync(main, 'utf8')
	// The bundler ends the entry with a hash of all files.
	const cache = cacheFolder(process.env, process.argv[2], source.slice(-16))
	// A run may have called less than others do, as one that found its device switched off: a day later it is done again.
	const kept = cache === undefined ? undefined : statOf(path.join(cache, 'main.cjs'))
	const isOld = kept !== undefined && Date.now() - kept.mtimeMs > 86400000
	if (cache !== undefined) {
		// Only of a run that was a success: one that failed may have called little, and a misspelt subcommand needs no folder.
		process.on('exit', status => {
			if (status === 0 && uncached.size > 0) require('./keep-compiled.js')(cache, uncached)
		})
	}
	load(main, source)

	function load(file, text) {
		const known = modules.get(file)
		if (known !== undefined) return known.exports
		const module = {exports: {}}
		modules.set(file, module)
		const folder = path.dirname(file)
		const requireFrom = id => (id.startsWith('.') ? load(path.join(folder, id)) : require(id))
		compile(file, text || fs.readFileSync(file, 'utf8'))(module.exports, requireFrom, module, file, folder)
		return module.exports
	}

	/** V8 itself refuses what other flags or another V8 have compiled, but trusts that source and data are what they were. */
	function compile(filename, text) {
		const cachedData = cache && readKept(path.join(cache, path.basename(filename)))
		const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
		const script = new vm.Script(text, {filename, cachedData, importModuleDynamically})
		if (cachedData === undefined || isOld) uncached.set(filename, script)
		return script.runInThisContext()
	}

	/** Undefined where there is nothing, or nothing that this user may look at. */
	function statOf(file) {
		try {
			return fs.statSync(file, {throwIfNoEntry: false})
		} catch (_) {
			return undefined
		}
	}

	/** What `keep-compiled.js` wrote, twice: a worn disk must not crash V8. Comparing takes 10 µs, a checksum 40 times as long. */
	function readKept(file) {
		try {
			const both = fs.readFileSync(file)
			const one = both.subarray(0, both.length / 2)
			return one.length > 0 && one.equals(both.subarray(one.length)) ? one : undefined
		} catch (_) {
			return undefined
		}
	}

	/**
	 * A folder in the caches of this user, or none: code in a place that others can write would run as this user, and so would
	 * code in the HOME of another user, as sudo may leave it. Subcommands have a folder each: they call other functions.
	 */
	function cacheFolder(env, subcommand, build) {
		const caches = env.XDG_CACHE_HOME || (env.HOME && `${env.HOME}/.cache`)
		if (!caches || !path.isAbsolute(caches) || !process.getuid) return undefined
		const stat = statOf(caches)
		if (!stat || stat.uid !== process.getuid() || stat.mode & 0o022) return undefined
		const name = subcommand && /^[a-z]{1,20}$/.test(subcommand) ? subcommand : 'other'
		return path.join(caches, 'linestat', `${build}-${process.version}-${process.arch}`, name)
	}
}
