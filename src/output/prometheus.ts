import type {Measurement, Point} from '../metrics/model.ts'
import {infoName, prometheusName} from '../metrics/names.ts'
import {type Family, formatFamilies, type Labels} from './exposition.ts'
import type {EncodeOptions} from './index.ts'
import {sorted, toCatalogueType} from './value.ts'

/**
 * Prometheus text. Timestamps only where they were asked for: the textfile collector refuses a file that has one, and
 * a scrape has its own time.
 */
export function encodePrometheus(
	points: Iterable<Point>,
	{timestamp}: EncodeOptions = {},
): Generator<string> {
	return formatFamilies(toFamilies(points, timestamp === 'ns'))
}

/**
 * One family per number in the catalogue, and one `<measurement>_info` of value 1 for its states and identities. They
 * stand in the order in which the measurements appear, and in a measurement in that of the catalogue, so that two polls
 * differ only where the device did. Free text is left out, and so is what the catalogue does not know.
 */
export function toFamilies(points: Iterable<Point>, withTime = false): Family[] {
	const families = new Map<string, Family>()
	const family = (name: string, type: Family['type'], help: string) => {
		const known = families.get(name) ?? {name, type, help, samples: []}
		families.set(name, known)
		return known.samples
	}
	for (const [measurement, group] of byMeasurement(points)) {
		for (const [field, spec] of Object.entries(measurement.fields)) {
			if (!('value' in spec)) continue
			for (const point of group) {
				const given = point.fields[field]
				const value = given === undefined ? undefined : toCatalogueType(given, spec)
				if (value === undefined || typeof value === 'string') continue
				const time = withTime ? milliseconds(point) : undefined
				family(prometheusName(measurement, field, spec), spec.type, spec.help).push([
					toLabels(point.tags),
					value,
					time,
				])
			}
		}
		for (const point of group) {
			const states = Object.entries(measurement.fields)
				.filter(([field, spec]) => spec.type === 'info' && point.fields[field] !== undefined)
				.map(([field]) => [field, String(point.fields[field])] as const)
			if (states.length === 0) continue
			const labels = {...toLabels(Object.fromEntries(states)), ...toLabels(point.tags)}
			const time = withTime ? milliseconds(point) : undefined
			family(infoName(measurement), 'gauge', measurement.help).push([labels, 1n, time])
		}
	}
	return [...families.values()]
}

/** Measurements may share a name (the line and its directions), so they are told apart as objects. */
function byMeasurement(points: Iterable<Point>): Map<Measurement, Point[]> {
	const groups = new Map<Measurement, Point[]>()
	for (const point of points) {
		const group = groups.get(point.measurement)
		if (group === undefined) groups.set(point.measurement, [point])
		else group.push(point)
	}
	return groups
}

/** Label names from tag names. Where two become one, the first in the alphabet keeps its place. */
function toLabels(tags: Readonly<Record<string, string>>): Labels {
	const labels: Record<string, string> = {}
	for (const [key, value] of sorted(tags)) {
		const name = key
			.replace(/[^A-Za-z0-9_]/g, '_')
			.replace(/^__+/, '_')
			.replace(/^(?=\d|$)/, '_')
		if (value !== '') labels[name] ??= value
	}
	return labels
}

const milliseconds = ({timestamp}: Point): bigint | undefined =>
	timestamp === undefined ? undefined : timestamp / 1_000_000n
