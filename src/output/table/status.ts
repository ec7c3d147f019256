import type {Point} from '../../metrics/model.ts'
import {linestatPoll, linestatSection} from '../../metrics/poll.ts'
import type {Line} from './line.ts'

/** Points about the poll itself, which a person wants to hear of only when something is wrong. */
export const isStatus = ({measurement}: Point): boolean =>
	measurement.name === linestatPoll.name || measurement.name === linestatSection.name

/** A line for every poll that did not go well, or that found nothing. */
export function statusLines(points: readonly Point[]): Line[] {
	return points
		.filter(({measurement}) => measurement.name === linestatPoll.name)
		.flatMap(poll => statusLine(poll, points))
}

function statusLine({tags, fields}: Point, points: readonly Point[]): Line[] {
	const isSame = (point: Point) => point.tags.device === tags.device && point.tags.source === tags.source
	const who = `${tags.device} ${tags.source}`
	if (fields.result === 'ok') {
		const found = points.some(point => !isStatus(point) && isSame(point))
		return found ? [] : [[{text: `${who}: nothing found`, style: 'warning'}]]
	}
	const failed = points
		.filter(
			point =>
				point.measurement.name === linestatSection.name && isSame(point) && point.fields.result !== 'ok',
		)
		.map(point => `${point.tags.section} (${point.fields.result})`)
	const without = failed.length > 0 ? `, without ${failed.join(', ')}` : ''
	const style = fields.result === 'partial' ? 'warning' : 'bad'
	return [[{text: `${who}: ${fields.result}${without}`, style}]]
}
