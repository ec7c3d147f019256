import fs from 'node:fs'
import path from 'node:path'
import {rolldown} from 'rolldown'
import {lazyBuiltinsPlugin} from './lazy-builtins.ts'
import {licensesPlugin} from './licenses.ts'
import {plainBuiltinsPlugin} from './plain-builtins.ts'
import {stubsPlugin} from './stubs.ts'
import {withoutCataloguePlugin} from './without-catalogue.ts'

const lazyIntl = path.join(import.meta.dirname, 'lazy-intl.ts')

/**
 * Bundles an entry and everything it imports into a folder, as `NAME.cjs` and chunks that are loaded when needed.
 *
 * The sources are ES modules; the output is CommonJS, because an ES import of a builtin reads all of its exports and so
 * loads what stands behind them (`node:http` brings undici that way, 34 ms). Dynamic imports become chunks of their own.
 */
export async function bundle(input: Readonly<Record<string, string>>, folder: string): Promise<void> {
	fs.rmSync(folder, {recursive: true, force: true})
	const build = await rolldown({
		input: {...input},
		platform: 'node',
		plugins: [
			stubsPlugin(),
			withoutCataloguePlugin(),
			plainBuiltinsPlugin(),
			lazyBuiltinsPlugin(),
			licensesPlugin(),
		],
		// A catalogue that nothing imports any more is left out whole, whatever expressions make it.
		treeshake: {moduleSideEffects: [{test: /\/src\/devices\/.*metrics/, sideEffects: false}]},
		transform: {
			target: 'node24',
			define: {'Intl.ListFormat': 'LazyListFormat', 'Intl.Segmenter': 'LazySegmenter'},
			inject: {
				LazyListFormat: [lazyIntl, 'LazyListFormat'],
				LazySegmenter: [lazyIntl, 'LazySegmenter'],
			},
		},
	})
	await build.write({
		dir: folder,
		format: 'cjs',
		minify: true,
		entryFileNames: '[name].cjs',
		chunkFileNames: 'c/[name]-[hash].cjs',
	})
	await build.close()
}
