import type {FieldSpec, FieldValue, Measurement, Point} from '../../metrics/model.ts'
import {stemOf} from '../../metrics/names.ts'
import {halfOf} from './pair.ts'
import {printable} from './width.ts'

/** A field, or a pair of fields that belong side by side: two directions of the same quantity. */
export interface Column {
	readonly label: string
	/** The field, or of a pair the first. */
	readonly field: string
	readonly spec: FieldSpec | undefined
	/** `['']` for one value; else as `['rx', 'tx']` or `['down', 'up']`. */
	readonly sides: string[]
	/** Where its values are in a row: one key per side. */
	readonly key: string
}

/** One thing that was measured. */
export interface Row {
	/** Values of the sheet's tags. */
	readonly tags: readonly string[]
	value(column: Column, side: string): FieldValue | undefined
}

/** All points of one kind of thing, as rows and columns; no layout yet. */
export interface Sheet {
	readonly name: string
	/** What is the same for all rows, as the heading says it. */
	readonly subject: readonly string[]
	/** Tags that tell the rows apart. */
	readonly tags: readonly string[]
	readonly columns: readonly Column[]
	readonly rows: readonly Row[]
	/** When it was read, in nanoseconds. */
	readonly now: bigint | undefined
}

/** Points to sheets, one per measurement name and kind of thing that it tells of, in order of appearance. */
export function toSheets(points: readonly Point[]): Sheet[] {
	const groups = Map.groupBy(points, ({measurement}) => kindOf(measurement))
	return [...groups.values()].map(toSheet).filter(({columns}) => columns.length > 0)
}

/** What is told apart by other tags is another kind of thing: a fan is no connection, whatever name they share. */
function kindOf({name, tags}: Measurement): string {
	const keys = Object.keys(tags).filter(key => key !== 'direction')
	return [name, ...keys].join(' ')
}

function toSheet(points: readonly Point[]): Sheet {
	const name = points[0]?.measurement.name ?? ''
	const keys = tagKeys(points)
	const common = keys.filter(key => points.every(({tags}) => tags[key] === points[0]?.tags[key]))
	const varying = keys.filter(key => !common.includes(key))
	const columns = new Map<string, Column>()
	for (const measurement of new Set(points.map(({measurement}) => measurement))) {
		for (const {tags, fields} of points.filter(one => one.measurement === measurement)) {
			for (const field of orderedFields(measurement, fields)) {
				const found = columnOf(measurement, field, tags.direction)
				const column = columns.get(found.key)
				if (column === undefined) columns.set(found.key, found)
				else for (const side of found.sides) if (!column.sides.includes(side)) column.sides.push(side)
			}
		}
	}
	const rows = Map.groupBy(points, ({tags}) => JSON.stringify(varying.map(key => tags[key] ?? '')))
	return {
		name,
		subject: subject(name, common, points[0]?.tags ?? {}),
		tags: varying,
		columns: labelled(columnsInOrder(points, [...columns.values()])),
		rows: [...rows].map(([identity, group]) => toRow(JSON.parse(identity) as string[], group)),
		now: points.find(({timestamp}) => timestamp !== undefined)?.timestamp,
	}
}

/** Tags in the order of the catalogue, those of the user after them; the direction has its own place. */
function tagKeys(points: readonly Point[]): string[] {
	const declared = points.flatMap(({measurement}) => Object.keys(measurement.tags))
	const used = new Set(points.flatMap(({tags}) => Object.keys(tags)))
	return [...new Set([...declared, ...used])].filter(key => used.has(key) && key !== 'direction')
}

function subject(name: string, common: readonly string[], tags: Readonly<Record<string, string>>): string[] {
	return common
		.map(key => {
			const value = printable(tags[key] ?? '')
			if (key === 'device') return value === name ? '' : value
			return key === 'source' ? value : `${key} ${value}`
		})
		.filter(text => text !== '')
}

function orderedFields(measurement: Measurement, fields: Point['fields']): string[] {
	const declared = Object.keys(measurement.fields)
	return [...declared, ...Object.keys(fields).filter(field => !declared.includes(field))].filter(
		field => fields[field] !== undefined,
	)
}

function columnOf(measurement: Measurement, field: string, direction: string | undefined): Column {
	const spec = measurement.fields[field]
	const label = stemOf(field, spec)
	if (direction !== undefined) return {label, field, spec, sides: [direction], key: `${field} by direction`}
	const half = halfOf(measurement, field)
	if (half === undefined) return {label, field, spec, sides: [''], key: field}
	const {quantity, sides} = half
	return {
		label: stemOf(quantity, spec),
		field,
		spec,
		sides: [...sides],
		key: `${quantity} by ${sides.includes('down') ? 'down' : 'rx'}`,
	}
}

/** In the order of the catalogue even where the first point lacks a field, with down before up; whether it works first. */
function columnsInOrder(points: readonly Point[], columns: readonly Column[]): Column[] {
	const fields = points.flatMap(({measurement}) => Object.keys(measurement.fields))
	const places = new Map([...new Set(['up', ...fields])].map((field, place) => [field, place] as const))
	return columns
		.map(column => ({...column, sides: inOrder(column.sides)}))
		.sort((a, b) => (places.get(a.field) ?? 1e6) - (places.get(b.field) ?? 1e6))
}

/** Sides of a pair in their usual order: `down` before `up`, `rx` before `tx`. */
export const inOrder = (sides: readonly string[]): string[] => [...sides].sort()

/** Where two labels would be the same, they keep their units; those of pairs stand elsewhere. */
function labelled(columns: readonly Column[]): Column[] {
	const labels = columns.map(({label}) => label)
	return columns.map(column => {
		const isUnique = labels.indexOf(column.label) === labels.lastIndexOf(column.label)
		return isUnique || column.sides.length > 1
			? column
			: {...column, label: column.field.replaceAll('_', ' ')}
	})
}

function toRow(tags: readonly string[], points: readonly Point[]): Row {
	const values = new Map<string, FieldValue>()
	for (const {measurement, tags, fields} of points) {
		for (const [field, value] of Object.entries(fields)) {
			const {key} = columnOf(measurement, field, tags.direction)
			const side = tags.direction ?? halfOf(measurement, field)?.side ?? ''
			values.set(`${key} ${side}`, value)
		}
	}
	return {tags: tags.map(printable), value: ({key}, side) => values.get(`${key} ${side}`)}
}
