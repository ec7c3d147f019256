import type {Plugin} from 'rolldown'

/**
 * Writes every character beyond ASCII as an escape. V8 keeps a source with a single one of them in two bytes per character,
 * which for the entry is enough garbage to bring the first collection, 1 to 3 ms, into each run.
 */
export function asciiPlugin(): Plugin {
	return {
		name: 'ascii',
		generateBundle: {
			// After minifying, which turns escapes back into characters.
			order: 'post',
			handler(_options, bundle) {
				for (const file of Object.values(bundle)) {
					// In a raw template an escape would stand for itself.
					if (file.type === 'chunk' && !file.code.includes('String.raw')) file.code = toAscii(file.code)
				}
			},
		},
	}
}

/** Escapes mean the same as the character in strings, templates, regular expressions and names: all that minified code has. */
const toAscii = (code: string): string =>
	code.replace(/[^\x00-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
