import fs from 'node:fs'
import path from 'node:path'
import {dashboards} from './dashboards/dashboards.ts'

for (const [file, text] of dashboards()) {
	if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) continue
	fs.mkdirSync(path.dirname(file), {recursive: true})
	fs.writeFileSync(file, text)
	console.log(`wrote ${file}`)
}
