import {dslCounters} from './counters.ts'
import type {DirectionFields, DslLine} from './line.ts'

/**
 * What is left of a line that is not in showtime. There is no rate, margin, attenuation, power, framing or uptime then:
 * modems print zeros, or the values of the line that was. State and counters stay. Without a state, rates of 0 tell it.
 */
export function atRest(dsl: DslLine): DslLine {
	const isIdle = dsl.line?.up === undefined && dsl.down?.rate_bps === 0n && dsl.up?.rate_bps === 0n
	if (dsl.line?.up !== false && !isIdle) return dsl
	return {
		...dsl,
		...(dsl.line && {line: {...dsl.line, uptime_seconds: undefined, vectoring: undefined}}),
		...(dsl.down && {down: countersOf(dsl.down)}),
		...(dsl.up && {up: countersOf(dsl.up)}),
		...(dsl.bins && {bins: []}),
	}
}

function countersOf(fields: DirectionFields): DirectionFields {
	const counters: DirectionFields = {}
	for (const name of dslCounters) if (fields[name] !== undefined) counters[name] = fields[name]
	return counters
}
