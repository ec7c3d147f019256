import fs from 'node:fs'
import path from 'node:path'
import {pages, readPage} from './pages/pages.ts'

for (const [file, text] of await pages()) {
	if (readPage(file) === text) continue
	fs.mkdirSync(path.dirname(file), {recursive: true})
	fs.writeFileSync(file, text)
	console.log(`wrote ${file}`)
}
