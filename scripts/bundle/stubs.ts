import path from 'node:path'
import type {Plugin} from 'rolldown'

const stub = (name: string): string => path.join(import.meta.dirname, 'stubs', name)

/** Parts of packages that linestat never uses, and what stands in the bundle instead of them. */
const STUBS: Readonly<Record<string, string>> = {
	// Native parts of ssh2, which it can do without. Left external, they would be required from outside of the package.
	'cpu-features': stub('absent.cjs'),
	'sshcrypto.node': stub('absent.cjs'),
	// Without its server and its HTTP agents, ssh2 loads in five sixths of the time.
	ssh2: stub('ssh2.cjs'),
	// conf needs these only for a schema and for migrations.
	'ajv/dist/2020.js': stub('ajv.cjs'),
	'ajv-formats': stub('absent-function.cjs'),
	semver: stub('absent-function.cjs'),
}

export function stubsPlugin(): Plugin {
	return {
		name: 'stubs',
		resolveId: id => STUBS[id.endsWith('.node') ? path.posix.basename(id) : id],
	}
}
