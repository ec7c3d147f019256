import fs from 'node:fs'
import type {FieldSpec, FieldValue, Point} from '../src/metrics/model.ts'

export interface LineCase {
	readonly n: number
	readonly why: string
	readonly measurement: string
	readonly tags: readonly (readonly [key: string, value: string])[]
	readonly fields: readonly (readonly [key: string, type: string, value: string])[]
	readonly ts: string
	readonly expect: string | null
}

interface Cases {
	readonly lineprotocol: readonly LineCase[]
	readonly lineprotocol_bad: readonly {readonly why: string; readonly line: string}[]
	readonly prometheus: readonly {
		readonly n: number
		readonly why: string
		readonly families: readonly {
			readonly name: string
			readonly type: 'counter' | 'gauge'
			readonly help: string
			readonly samples: readonly (readonly [labels: Record<string, string>, value: string | boolean])[]
		}[]
		readonly expect: string
	}[]
}

/** Texts that Telegraf, InfluxDB and Prometheus were asked about. */
export const cases = JSON.parse(fs.readFileSync('fixtures/consumers-cases.json', 'utf8')) as Cases

const SPECS: Readonly<Record<string, FieldSpec>> = {
	int: {type: 'gauge', value: 'int', help: ''},
	uint: {type: 'counter', value: 'int', help: ''},
	float: {type: 'gauge', value: 'float', help: ''},
	string: {type: 'text', help: ''},
}

/** The point of a line protocol case. The catalogue has no field that is printed as true or false, so those are undeclared. */
export function casePoint({measurement, tags, fields, ts}: LineCase): Point {
	const specs = fields.flatMap(([key, type]) => {
		const spec = SPECS[type]
		return spec === undefined ? [] : [[key, spec] as const]
	})
	return {
		measurement: {name: measurement, help: '', tags: {}, fields: Object.fromEntries(specs)},
		tags: Object.fromEntries(tags),
		fields: Object.fromEntries(fields.map(([key, type, value]) => [key, caseValue(type, value)])),
		timestamp: BigInt(ts),
	}
}

function caseValue(type: string, value: string): FieldValue {
	if (type === 'int' || type === 'uint') return BigInt(value)
	if (type === 'float') return value === 'Inf' ? Number.POSITIVE_INFINITY : Number(value)
	return type === 'bool' ? value === 'true' : value
}
