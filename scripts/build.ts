import {bundle} from './bundle/bundle.ts'

await bundle('src/main.ts', 'dist')
