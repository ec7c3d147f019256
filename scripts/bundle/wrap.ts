import type {Plugin} from 'rolldown'

/** Makes each file the function that CommonJS means by it, so that `start.cjs` can compile it as it was read. */
export function wrapPlugin(): Plugin {
	return {
		name: 'wrap',
		generateBundle: {
			order: 'post',
			handler(_options, bundle) {
				for (const file of Object.values(bundle)) {
					if (file.type === 'chunk')
						file.code = `(function(exports,require,module,__filename,__dirname){${file.code}\n})`
				}
			},
		},
	}
}
