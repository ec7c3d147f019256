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
	// Two fifths of got: parts that it loads at its start and uses only with options that linestat never sets.
	'cacheable-request': stub('cacheable-request.cjs'),
	'got/dist/source/core/diagnostics-channel.js': stub('got-diagnostics-channel.cjs'),
	'got/dist/source/core/utils/dns-cache.js': stub('absent-class.cjs'),
	'got/dist/source/core/utils/http2-client.js': stub('got-http2-client.cjs'),
}

export function stubsPlugin(): Plugin {
	return {
		name: 'stubs',
		resolveId: (id, importer) => STUBS[nameOf(id, importer)],
	}
}

/** Native addons by their file name, a package's own files by their path from `node_modules`, packages by their name. */
function nameOf(id: string, importer: string | undefined): string {
	if (id.endsWith('.node')) return path.posix.basename(id)
	if (!id.startsWith('.') || importer === undefined) return id
	return path.resolve(path.dirname(importer), id).replace(/^.*\/node_modules\//, '')
}
