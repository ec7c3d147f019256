import crypto from 'node:crypto'
import type {Plugin} from 'rolldown'

/**
 * Makes each file the function that CommonJS means by it, so that `bin/linestat.js` can compile it as it was read, and ends
 * the entry with a hash of all files, by which it knows what it has compiled before.
 */
export function wrapPlugin(): Plugin {
	return {
		name: 'wrap',
		generateBundle: {
			order: 'post',
			handler(_options, bundle) {
				const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
				const hash = crypto.createHash('sha256')
				for (const chunk of chunks) {
					chunk.code = `(function(exports,require,module,__filename,__dirname){${chunk.code}\n})`
					hash.update(chunk.code)
				}
				for (const chunk of chunks) if (chunk.isEntry) chunk.code += `//${hash.digest('hex').slice(0, 16)}`
			},
		},
	}
}
