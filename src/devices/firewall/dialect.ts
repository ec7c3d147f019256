import type {JsonObject} from '../../json.ts'
import type {Gateway, Interface} from './record.ts'

/** The two questions of a poll. */
export type Question = 'interfaces' | 'gateways'

/** One API of a firewall: where it answers and how its answers read. */
export interface Dialect {
	/** Tag `device`. */
	readonly device: string
	readonly paths: Readonly<Record<Question, string>>
	/** The list in an answer. Throws `ParseError` where the firewall says no, or has no list. */
	rows(question: Question, answer: JsonObject): readonly JsonObject[]
	/** Undefined for a row that names no interface. */
	interface(row: JsonObject): Interface | undefined
	/** Undefined for a row that names no gateway. */
	gateway(row: JsonObject): Gateway | undefined
	readonly hints: {
		/** What to do where the key may not read this. */
		forbidden(question: Question): string
		/** What to do where nothing answers under the path. */
		readonly missing: string
	}
}
