import http2 from 'node:http2'
import type {Plugin} from 'rolldown'
import {lazyBuiltins, readBuiltinExports} from './builtin-exports.ts'

const PREFIX = '\0lazy:'

/**
 * Puts a façade in front of builtins that cost milliseconds to load (http2 alone a third of a run): packages import them
 * at their start, and linestat mostly needs the package without that part. The builtin is loaded when a package first
 * calls one of its functions or reads anything else of it.
 */
export function lazyBuiltinsPlugin(): Plugin {
	const known = new Set<string>(lazyBuiltins)
	return {
		name: 'lazy-builtins',
		resolveId(id, importer) {
			const name = id.replace(/^node:/, '')
			if (!known.has(name) || !importer?.includes('/node_modules/')) return undefined
			return {id: `${PREFIX}${name}.cjs`, moduleSideEffects: false}
		},
		load(id) {
			if (!id.startsWith(PREFIX)) return undefined
			return {code: facade(id.slice(PREFIX.length, -'.cjs'.length)), moduleType: 'js'}
		},
	}
}

/**
 * The source of a façade. A function becomes one that passes the call on, so that it may be taken out of the module or
 * looked at with `typeof` before it is needed, and `util.promisify` still finds the builtin's own promise.
 */
export function facade(name: string): string {
	const {functions, others} = readBuiltinExports()[name] ?? {functions: [], others: []}
	const given = EXPORTS_READ_AT_START[name] ?? {}
	return [
		`let loaded; const real = () => loaded ??= require('node:${name}');`,
		`const forward = name => Object.defineProperty((...args) => real()[name](...args), Symbol.for('nodejs.util.promisify.custom'), {get: () => real()[name][Symbol.for('nodejs.util.promisify.custom')]});`,
		...functions.map(key => `exports.${key} = forward('${key}');`),
		...others.map(key =>
			key in given
				? `exports.${key} = ${given[key]};`
				: `Object.defineProperty(exports, '${key}', {enumerable: true, get: () => real().${key}});`,
		),
	].join('\n')
}

/** What packages read while they start, as source text; with a getter it would load the builtin after all. */
const EXPORTS_READ_AT_START: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	http2: {
		// Numbers and names of the protocol: the same in every Node.
		constants: JSON.stringify(http2.constants),
		// got asks whether its target is one, which a target of linestat never is.
		Http2ServerResponse: 'class {}',
	},
}
