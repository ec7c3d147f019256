import type {Measurement, NumberField, Point} from '../metrics/model.ts'
import {infoName, prometheusName} from '../metrics/names.ts'
import {type Family, formatFamilies, type Labels, type Sample} from './exposition.ts'
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
	const families = new Map<string, Omit<Family, 'samples'> & {parts: Iterable<Sample>[]}>()
	const add = (name: string, type: Family['type'], help: string, samples: Iterable<Sample>) => {
		const family = families.get(name) ?? {name, type, help, parts: []}
		families.set(name, family)
		family.parts.push(samples)
	}
	for (const [measurement, group] of byMeasurement(points)) {
		for (const [field, spec] of Object.entries(measurement.fields)) {
			if (!('value' in spec)) continue
			const name = prometheusName(measurement, field, spec)
			add(name, spec.type, spec.help, numbers(group, field, spec, withTime))
		}
		add(infoName(measurement), 'gauge', measurement.help, states(group, measurement, withTime))
	}
	return [...families.values()].map(({parts, ...family}) => ({...family, samples: inTurn(parts)}))
}

/** A point and its labels, which stand behind each of its numbers. */
interface Labelled extends Point {
	readonly labels: Labels
}

/** Measurements may share a name (the line and its directions), so they are told apart as objects. */
function byMeasurement(points: Iterable<Point>): Map<Measurement, Labelled[]> {
	const groups = new Map<Measurement, Labelled[]>()
	for (const point of points) {
		const labelled = {...point, labels: toLabels(point.tags)}
		const group = groups.get(point.measurement)
		if (group === undefined) groups.set(point.measurement, [labelled])
		else group.push(labelled)
	}
	return groups
}

/** Samples are made one by one: 100 000 points have a million. */
function* numbers(
	points: readonly Labelled[],
	field: string,
	spec: NumberField,
	withTime: boolean,
): Generator<Sample> {
	for (const point of points) {
		const given = point.fields[field]
		const value = given === undefined ? undefined : toCatalogueType(given, spec)
		if (value === undefined || typeof value === 'string') continue
		yield [point.labels, value, withTime ? milliseconds(point) : undefined]
	}
}

function* states(points: readonly Labelled[], {fields}: Measurement, withTime: boolean): Generator<Sample> {
	const names = Object.keys(fields).filter(field => fields[field]?.type === 'info')
	for (const point of points) {
		const found = names.filter(field => point.fields[field] !== undefined)
		if (found.length === 0) continue
		const labels = toLabels(Object.fromEntries(found.map(field => [field, String(point.fields[field])])))
		yield [{...labels, ...point.labels}, 1n, withTime ? milliseconds(point) : undefined]
	}
}

function* inTurn<T>(lists: readonly Iterable<T>[]): Generator<T> {
	for (const list of lists) yield* list
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
