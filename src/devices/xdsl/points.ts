import {type Point, point} from '../../metrics/model.ts'
import {atRest} from './at-rest.ts'
import type {Direction, DslLine} from './line.ts'
import {xdslBins, xdslDirection, xdslInterval, xdslLine} from './metrics.ts'

const DIRECTIONS: readonly Direction[] = ['down', 'up']

/** The points of a DSL line: the line, its two directions, its intervals, its bins; none without a field. */
export function xdslPoints(line: DslLine): Point[] {
	const dsl = atRest(line)
	const points = [point(xdslLine, {line: dsl.name}, dsl.line ?? {})]
	for (const direction of DIRECTIONS) {
		points.push(point(xdslDirection, {line: dsl.name, direction}, dsl[direction] ?? {}))
	}
	for (const {interval, direction, fields} of dsl.intervals ?? []) {
		points.push(point(xdslInterval, {line: dsl.name, direction, interval}, fields))
	}
	for (const {direction, tone, band, fields} of dsl.bins ?? []) {
		points.push(point(xdslBins, {line: dsl.name, direction, tone: tone?.toString(), band}, fields))
	}
	return points.filter(({fields}) => Object.keys(fields).length > 0)
}
