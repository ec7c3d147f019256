import fs from 'node:fs'
import {table} from './markdown.ts'

/**
 * The models and firmwares of a device that have a fixture, from the listing of fixtures/<device>/: every capture has a
 * JSON file beside it with what it is and the record expected of it. Undefined where there are no such files.
 */
export function renderModels(device: string): string | undefined {
	const folder = `fixtures/${device}`
	const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter(file => file.endsWith('.json')) : []
	const rows = files.sort().flatMap(file => {
		const {model, firmware, line} = JSON.parse(fs.readFileSync(`${folder}/${file}`, 'utf8'))
		if (model === undefined) return []
		const capture = `${file.slice(0, -'.json'.length)}.txt`
		return [[model, firmware, line, `[capture](../../${folder}/${capture})`]]
	})
	return rows.length === 0 ? undefined : table(['Model', 'Firmware', 'Line', 'Conversation'], rows)
}
