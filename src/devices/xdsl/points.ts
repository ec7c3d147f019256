import {type Point, point} from '../../metrics/model.ts'
import {dslCounters} from './counters.ts'
import type {Direction, DirectionFields, DslLine, LineFields} from './line.ts'
import {xdslBins, xdslDirection, xdslInterval, xdslLine} from './metrics.ts'

const DIRECTIONS: readonly Direction[] = ['down', 'up']

/**
 * The points of a DSL line: the line, its two directions, its intervals, its bins; none without a field.
 *
 * Out of showtime there is no rate, margin, attenuation, power, framing or uptime: modems then print zeros or the values
 * of the line that was. Counters stay.
 */
export function xdslPoints({name: line, ...dsl}: DslLine): Point[] {
	const isDown = dsl.line?.up === false
	const points = [point(xdslLine, {line}, isDown ? atRest(dsl.line) : (dsl.line ?? {}))]
	for (const direction of DIRECTIONS) {
		const fields = dsl[direction] ?? {}
		points.push(point(xdslDirection, {line, direction}, isDown ? countersOf(fields) : fields))
	}
	for (const {interval, direction, fields} of dsl.intervals ?? []) {
		points.push(point(xdslInterval, {line, direction, interval}, fields))
	}
	for (const {direction, tone, band, fields} of isDown ? [] : (dsl.bins ?? [])) {
		points.push(point(xdslBins, {line, direction, tone: tone?.toString(), band}, fields))
	}
	return points.filter(({fields}) => Object.keys(fields).length > 0)
}

function atRest(fields: LineFields | undefined): LineFields {
	return {...fields, uptime_seconds: undefined, vectoring: undefined}
}

function countersOf(fields: DirectionFields): DirectionFields {
	const counters: DirectionFields = {}
	for (const name of dslCounters) counters[name] = fields[name]
	return counters
}
