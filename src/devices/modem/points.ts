import {type Point, point} from '../../metrics/model.ts'
import {wan} from '../wan/metrics.ts'
import {xdslPoints} from '../xdsl/points.ts'
import {currentOnly} from './current.ts'
import type {Reading, Wan} from './reading.ts'

/** All points of a poll. */
export function modemPoints({lines, wans}: Reading, withBins = false): Point[] {
	return [
		...lines.flatMap(line => xdslPoints(withBins ? currentOnly(line) : {...currentOnly(line), bins: []})),
		...wanPoints(wans),
	]
}

export function wanPoints(wans: readonly Wan[]): Point[] {
	return wans.map(({name, fields}) => point(wan, {interface: name}, fields))
}
