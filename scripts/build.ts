import fs from 'node:fs'
import {bundle} from './bundle/bundle.ts'

await bundle({main: 'src/main.ts'}, 'dist')
// Not bundled: what it requires must come after the compile cache is on.
fs.copyFileSync('scripts/bundle/start.cjs', 'dist/start.cjs')
