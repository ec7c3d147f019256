import fs from 'node:fs'
import {rolldown} from 'rolldown'

fs.rmSync('dist', {recursive: true, force: true})
const bundle = await rolldown({input: {main: 'src/main.ts'}, platform: 'node'})
await bundle.write({
	dir: 'dist',
	format: 'cjs',
	minify: true,
	entryFileNames: '[name].cjs',
	chunkFileNames: 'c/[name]-[hash].cjs',
})
fs.writeFileSync('dist/start.cjs', `'use strict'\nrequire('./main.cjs')\n`)
