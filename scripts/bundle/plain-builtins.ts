import type {Plugin} from 'rolldown'
import {lazyBuiltins} from './builtin-exports.ts'

const DEFAULT_IMPORT = /^import (\w+) from ['"]node:([\w/]+)['"];?$/gm
const LAZY_IMPORT = /\bimport\((['"]node:[\w/]+['"])\)/g

/**
 * Takes `import fs from 'node:fs'` for what it is, the module itself. The bundler would make an object with a getter for
 * each of its exports, as an ES module has: for `fs`, `path`, `process` and `os` 200 of them, a millisecond in every run.
 * The same for `await import('node:sqlite')`, which would load Node's loader of ES modules too.
 */
export function plainBuiltinsPlugin(): Plugin {
	return {
		name: 'plain-builtins',
		transform: {
			filter: {code: /node:/},
			handler: (code, id) => {
				const isLazy = (name: string) =>
					id.includes('/node_modules/') && lazyBuiltins.some(lazy => lazy === name)
				return code
					.replace(DEFAULT_IMPORT, (statement, local, name) =>
						isLazy(name) ? statement : `const ${local} = globalThis.process.getBuiltinModule('node:${name}')`,
					)
					.replace(LAZY_IMPORT, 'Promise.resolve(globalThis.process.getBuiltinModule($1))')
			},
		},
	}
}
