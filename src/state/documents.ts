import {type Json, parseJson} from '../json.ts'
import type {Database} from './database.ts'

/** Which document: a kind of device, one device of it, and a word for what it is about. */
export interface DocumentKey {
	readonly device: string
	readonly source: string
	readonly key: string
}

/** Documents are JSON; whole numbers come back as bigint, so that counters keep every digit. */
export interface Documents {
	get(key: DocumentKey): Json | undefined
	set(key: DocumentKey, value: unknown): void
	delete(key: DocumentKey): void
}

export function documents(database: Database, now: number): Documents {
	return {
		get({device, source, key}) {
			const row = database
				.prepare('SELECT value FROM document WHERE device = ? AND source = ? AND key = ?')
				.get(device, source, key)
			return row === undefined ? undefined : parseJson(String(row.value))
		},
		set({device, source, key}, value) {
			database
				.prepare(
					`INSERT INTO document VALUES (?, ?, ?, ?, ?)
					ON CONFLICT DO UPDATE SET value = excluded.value, time = excluded.time`,
				)
				.run(device, source, key, toJson(value), now)
		},
		delete({device, source, key}) {
			database
				.prepare('DELETE FROM document WHERE device = ? AND source = ? AND key = ?')
				.run(device, source, key)
		},
	}
}

/** TypeScript does not know `JSON.rawJSON` yet (ECMAScript proposal "JSON.parse source text access"). */
const {rawJSON} = JSON as typeof JSON & {rawJSON(text: string): unknown}

function toJson(value: unknown): string {
	return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? rawJSON(String(one)) : one))
}
