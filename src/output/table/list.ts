import {type Cell, formatCells} from './cells.ts'
import type {Line, Span} from './line.ts'
import type {Sheet} from './sheet.ts'
import {cut, pad, widthOf} from './width.ts'

/** One column of text, with two lines of head. */
interface Strip {
	readonly side: string
	readonly cells: readonly (Cell | undefined)[]
	readonly align: 'left' | 'right'
	readonly width: number
	/** Text may be cut, a number may not. */
	readonly isText: boolean
}

/** Strips under one label: one, or the sides of a pair. */
interface Group {
	readonly label: string
	readonly unit: string
	readonly strips: readonly Strip[]
}

const GAP = 2
/** Text is cut to no less than this before a list is broken. */
const SHORT_TEXT = 12

/** A sheet as a list, one line per row, if it fits into so many columns, with long texts cut if need be. */
export function layoutList(sheet: Sheet, columns: number): Line[] | undefined {
	const groups = [...identityGroups(sheet), ...valueGroups(sheet)]
	const fitting = shrink(groups, columns, SHORT_TEXT)
	return totalWidth(fitting) <= columns ? render(fitting, sheet.rows.length) : undefined
}

/** A sheet as several lists below each other, each with the tags that tell its rows apart. */
export function layoutLists(sheet: Sheet, columns: number): Line[] {
	const identity = shrink(identityGroups(sheet), Math.floor(columns * 0.6), 4)
	const parts: Group[][] = []
	for (const group of valueGroups(sheet)) {
		const [fitting = group] = shrink([group], columns - totalWidth(identity) - GAP, 4)
		const last = parts.at(-1)
		if (last !== undefined && totalWidth([...last, fitting]) <= columns) last.push(fitting)
		else parts.push([...identity, fitting])
	}
	return parts.flatMap((part, index) => [...(index === 0 ? [] : [[]]), ...render(part, sheet.rows.length)])
}

function identityGroups({tags, rows}: Sheet): Group[] {
	return tags.map((tag, index) => {
		const cells = rows.map(row => ({text: row.tags[index] ?? '', style: 'heading' as const}))
		const width = Math.max(widthOf(tag), ...cells.map(({text}) => widthOf(text)))
		return {label: tag, unit: '', strips: [{side: '', cells, align: 'left', width, isText: true}]}
	})
}

function valueGroups({columns, rows, now}: Sheet): Group[] {
	return columns.map(column => {
		const {label, sides, field, spec} = column
		const values = rows.flatMap(row => sides.map(side => row.value(column, side)))
		const {cells, unit, align} = formatCells(values, field, spec, now)
		const strips = sides.map((side, index) => {
			const own = rows.map((_row, row) => cells[row * sides.length + index])
			const width = Math.max(widthOf(side), ...own.map(cell => widthOf(cell?.text ?? '')))
			return {side, cells: own, align, width, isText: align === 'left'}
		})
		return widen({label, unit, strips})
	})
}

/** The first strip of a group takes what the label or the unit needs more than the values. */
function widen(group: Group): Group {
	const [first, ...others] = group.strips
	if (first === undefined) return group
	const missing = headWidth(group) - groupWidth(group)
	return missing <= 0 ? group : {...group, strips: [{...first, width: first.width + missing}, ...others]}
}

const isPair = ({strips}: Group): boolean => strips.length > 1 || strips[0]?.side !== ''

/** The unit of a pair stands behind its label, because the sides stand below. */
function headWidth(group: Group): number {
	const unit = widthOf(group.unit)
	return isPair(group)
		? widthOf(group.label) + (unit > 0 ? unit + 1 : 0)
		: Math.max(widthOf(group.label), unit)
}

const groupWidth = ({strips}: Group): number => strips.reduce((sum, {width}) => sum + width + GAP, -GAP)
const totalWidth = (groups: readonly Group[]): number =>
	groups.reduce((sum, group) => sum + groupWidth(group) + GAP, -GAP)

/** Takes from the widest texts what is too much, but leaves each `least` columns. */
function shrink(groups: readonly Group[], columns: number, least: number): Group[] {
	const excess = totalWidth(groups) - columns
	const texts = groups.flatMap(({strips}) => strips).filter(({isText, width}) => isText && width > least)
	if (excess <= 0 || texts.length === 0) return [...groups]
	const widest = Math.max(...texts.map(({width}) => width))
	const next = Math.max(least, ...texts.map(({width}) => width).filter(width => width < widest))
	const count = texts.filter(({width}) => width === widest).length
	const width = Math.max(next, widest - Math.ceil(excess / count))
	const narrower = groups.map(group => ({
		...group,
		strips: group.strips.map(strip => (strip.isText && strip.width === widest ? {...strip, width} : strip)),
	}))
	return shrink(narrower, columns, least)
}

function render(groups: readonly Group[], count: number): Line[] {
	const head = [labelLine(groups), unitLine(groups)]
	const rows = Array.from({length: count}, (_, row) =>
		spaced(groups.flatMap(({strips}) => strips.map(strip => place(strip.cells[row], strip)))),
	)
	return [...head.filter(line => line.some(({text}) => text.trim() !== '')), ...rows]
}

function labelLine(groups: readonly Group[]): Line {
	return spaced(
		groups.map(group => {
			const label = isPair(group) ? `${group.label} ${group.unit}`.trimEnd() : group.label
			return place(
				{text: label, style: 'faint'},
				{align: group.strips[0]?.align ?? 'left', width: groupWidth(group)},
			)
		}),
	)
}

function unitLine(groups: readonly Group[]): Line {
	return spaced(
		groups.flatMap(group =>
			group.strips.map(strip =>
				place({text: isPair(group) ? strip.side : group.unit, style: 'faint'}, strip),
			),
		),
	)
}

function place(cell: Cell | undefined, {align, width}: Pick<Strip, 'align' | 'width'>): Span {
	return {...cell, text: pad(cut(cell?.text ?? '', width), width, align)}
}

const spaced = (spans: readonly Span[]): Line =>
	spans.flatMap((span, index) => (index === 0 ? [span] : [{text: ' '.repeat(GAP)}, span]))
