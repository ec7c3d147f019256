'use strict'
const fs = require('node:fs')
const path = require('node:path')

const MONTH_MS = 30 * 86_400_000

/**
 * Keeps what V8 has compiled, for `linestat.js`: `scripts` by the names of their files, in a folder of their own that is
 * made if needed. Says nothing where it cannot: the next run compiles again.
 */
module.exports = function keepCompiled(folder, scripts) {
	const build = path.dirname(folder)
	const builds = path.dirname(build)
	try {
		if (!fs.existsSync(build)) removeOld(builds)
		// One by one: Node's own way to make all of them never ends below /proc.
		for (const one of [builds, build, folder]) if (!fs.existsSync(one)) fs.mkdirSync(one, 0o700)
		for (const [file, script] of scripts) write(path.join(folder, path.basename(file)), script)
	} catch {
		// A full disk, or another run was quicker.
	}
}

/** All or nothing, also when the power fails, and twice, so that damage shows: V8 does not look for it. */
function write(file, script) {
	const temporary = `${file}.${process.pid}`
	const fd = fs.openSync(temporary, 'wx', 0o600)
	try {
		const data = script.createCachedData()
		fs.writeFileSync(fd, data)
		fs.writeFileSync(fd, data)
		fs.fsyncSync(fd)
		fs.renameSync(temporary, file)
	} catch (error) {
		fs.rmSync(temporary, {force: true})
		throw error
	} finally {
		fs.closeSync(fd)
	}
}

/** What other builds have left and nobody has added to for a month. */
function removeOld(builds) {
	if (!fs.existsSync(builds)) return
	for (const name of fs.readdirSync(builds)) {
		const folder = path.join(builds, name)
		if (Date.now() - fs.statSync(folder).mtimeMs > MONTH_MS) fs.rmSync(folder, {recursive: true, force: true})
	}
}
