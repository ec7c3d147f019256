import fs from 'node:fs'
import process from 'node:process'

/**
 * Lists what the builtins of `lazyBuiltins` export, as `builtin-exports.json` keeps it. A façade promises what stands in
 * that list, and packages look for functions to learn what Node can do, so the list is the one of the oldest Node that
 * users may have. Run this file with that Node to renew it: `node scripts/bundle/builtin-exports.ts --write`.
 */

/** Builtins that packages load at their start and mostly never use. Not `assert`: it is itself a function. */
export const lazyBuiltins = ['child_process', 'crypto', 'dns', 'http2', 'https', 'tls', 'zlib'] as const

/** Exports of one builtin: functions, and everything else (classes, constants, objects). */
export interface BuiltinExports {
	readonly functions: readonly string[]
	readonly others: readonly string[]
}

export const listFile = new URL('builtin-exports.json', import.meta.url)

export function readBuiltinExports(): Readonly<Record<string, BuiltinExports>> {
	return JSON.parse(fs.readFileSync(listFile, 'utf8'))
}

/** What the running Node exports. */
export function listBuiltinExports(): Record<string, BuiltinExports> {
	// Some exports are deprecated and say so when they are read.
	process.noDeprecation = true
	return Object.fromEntries(
		lazyBuiltins.map(name => {
			const entries = Object.entries(process.getBuiltinModule(`node:${name}`))
			return [name, {functions: names(entries, true), others: names(entries, false)}]
		}),
	)
}

/** Node writes functions in lower case and classes in upper case. */
function names(entries: [string, unknown][], functions: boolean): string[] {
	const isFunction = ([name, value]: [string, unknown]) => typeof value === 'function' && /^[a-z]/.test(name)
	return entries
		.filter(entry => isFunction(entry) === functions)
		.map(([name]) => name)
		.sort()
}

if (process.argv.includes('--write')) {
	fs.writeFileSync(listFile, `${JSON.stringify(listBuiltinExports(), undefined, '\t')}\n`)
}
