import {type Cell, type Cells, formatCells} from './cells.ts'
import {type Block, breakTall, flow, GUTTER, widthOfBlock} from './flow.ts'
import type {Line, Span} from './line.ts'
import {type Column, inOrder, type Row, type Sheet} from './sheet.ts'
import {cut, lineWidth, pad, widthOf} from './width.ts'

/** One field of one row: its label, a cell per side, their unit. */
interface Entry extends Cells {
	readonly label: string
	/** What stays of the label when it is cut: the side of a pair that was taken apart. */
	readonly suffix?: string
	readonly sides: readonly string[]
}

/** Widths that all cards of a sheet share. */
interface Widths {
	readonly label: number
	readonly side: number
	/** Too narrow for the two sides of a pair. */
	readonly isNarrow: boolean
}

const GAP = 2
/** Columns for a text that has something beside it. Up to `whole`, as an IPv6 address is, none is cut for that. */
const TEXT = {least: 24, whole: 40, most: 48} as const

/**
 * A sheet as cards, one per row: labels with their values below each other, the two sides of a pair beside each other.
 * Cards stand side by side where the terminal is wide enough.
 */
export function layoutCards(sheet: Sheet, columns: number): Line[] {
	const entries = sheet.rows.map(row => entriesOf(sheet, row))
	const widths = sharedWidths(entries.flat(), columns)
	const [first, ...others] = entries.map(card => layoutCard(card, widths, columns))
	if (first === undefined) return []
	if (others.length === 0) {
		const parts = breakTall(partsOf(first), columns, block => block !== first.plain)
		return flow(parts, columns)
	}
	const cards = [first, ...others]
	const width = Math.max(...cards.flatMap(partsOf).map(widthOfBlock))
	// Beside each other, the heads of the pairs stand on one line.
	const height = 2 * width + GUTTER <= columns ? Math.max(...cards.map(({plain}) => plain.length)) : 0
	const blocks = cards.map(({plain, pairs}, index) => {
		const blanks = pairs.length > 0 ? Array.from({length: Math.max(0, height - plain.length)}, () => []) : []
		return [title(sheet.rows[index]), ...plain, ...blanks, ...pairs.flat()]
	})
	return flow(blocks, columns)
}

/** What one row shows: its single values, and its pairs in blocks with a head. */
interface Card {
	readonly plain: Block
	readonly pairs: readonly Block[]
}

const partsOf = ({plain, pairs}: Card): Block[] => [plain, ...pairs].filter(block => block.length > 0)

function layoutCard(entries: readonly Entry[], widths: Widths, columns: number): Card {
	const plain = entries.flatMap(entry => (widths.isNarrow ? apart(entry) : isPair(entry) ? [] : [entry]))
	const pairs = widths.isNarrow
		? []
		: groupBySides(entries.filter(isPair)).map(group => pairBlock(group, widths))
	const longest = Math.max(0, ...plain.flatMap(({cells}) => cells.map(textOf).map(widthOf)))
	const room = pairs.length > 0 && longest > TEXT.whole ? roomBeside(pairs, widths, columns) : columns
	return {plain: plain.map(entry => plainLine(entry, widths, room)), pairs}
}

function sharedWidths(entries: readonly Entry[], columns: number): Widths {
	const pairs = entries.filter(isPair)
	const most = Math.floor(columns / 2)
	const widths = {
		label: Math.min(most, widest(entries)),
		side: Math.max(0, ...pairs.flatMap(({sides, cells}) => [...sides, ...cells.map(textOf)].map(widthOf))),
		isNarrow: false,
	}
	if (pairs.every(entry => lineWidth(pairLine(entry, widths)) <= columns)) return widths
	return {...widths, label: Math.min(most, widest(entries.flatMap(apart))), isNarrow: true}
}

const isPair = ({sides}: Entry): boolean => sides.length > 1 || sides[0] !== ''
const textOf = (cell: Cell | undefined): string => cell?.text ?? ''
const widest = (entries: readonly Entry[]): number => Math.max(0, ...entries.map(({label}) => widthOf(label)))

function entriesOf({columns, now}: Sheet, row: Row): Entry[] {
	return columns.flatMap((column: Column) => {
		const values = column.sides.map(side => row.value(column, side))
		if (values.every(value => value === undefined)) return []
		return [
			{label: column.label, sides: column.sides, ...formatCells(values, column.field, column.spec, now)},
		]
	})
}

/** Long texts are cut rather than pushing what could stand beside them below, where enough of them is left. */
function roomBeside(pairs: readonly Block[], {label}: Widths, columns: number): number {
	const left = columns - GUTTER - Math.max(...pairs.map(widthOfBlock))
	return left >= label + GAP + TEXT.least ? Math.min(left, label + GAP + TEXT.most) : columns
}

const title = (row: Row | undefined): Line => [
	{text: (row?.tags ?? []).filter(tag => tag !== '').join(' · '), style: 'heading'},
]

/** A pair as two entries, for a terminal that is too narrow for both sides; another entry as it is. */
function apart(entry: Entry): Entry[] {
	if (!isPair(entry)) return [entry]
	return entry.sides.flatMap((side, index) => {
		const cell = entry.cells[index]
		return cell === undefined ? [] : [{...entry, suffix: ` ${side}`, sides: [''], cells: [cell]}]
	})
}

function plainLine({label, suffix = '', cells: [cell], unit}: Entry, widths: Widths, columns: number): Line {
	const room = Math.max(1, columns - widths.label - GAP)
	const name = pad(cut(label, widths.label - suffix.length) + suffix, widths.label + GAP)
	return [{text: name}, {...cell, text: cut(textOf(cell), room)}, ...unitSpan(unit)]
}

function pairLine({label, sides, cells, unit, align}: Entry, widths: Widths): Line {
	const values = sides.map((_side, index) => {
		const cell = cells[index]
		return {...cell, text: pad(textOf(cell), widths.side + GAP, align === 'left' ? 'right' : align)}
	})
	return [{text: pad(cut(label, widths.label), widths.label)}, ...values, ...unitSpan(unit)]
}

const unitSpan = (unit: string): Span[] => (unit === '' ? [] : [{text: ` ${unit}`, style: 'faint'}])

function pairBlock(entries: readonly Entry[], widths: Widths): Block {
	const sides = entries[0]?.sides ?? []
	const head = sides.map(side => ({text: pad(side, widths.side + GAP, 'right'), style: 'faint' as const}))
	return [[{text: ' '.repeat(widths.label)}, ...head], ...entries.map(entry => pairLine(entry, widths))]
}

/** Pairs under their own head: rx and tx are not down and up. A side that is missing throughout is kept in its place. */
function groupBySides(entries: readonly Entry[]): Entry[][] {
	const kind = ({sides}: Entry) => (sides.some(side => side === 'rx' || side === 'tx') ? 'rx' : 'down')
	return [...Map.groupBy(entries, kind).values()].map(group => {
		const sides = inOrder([...new Set(group.flatMap(entry => entry.sides))])
		return group.map(entry => ({
			...entry,
			sides,
			cells: sides.map(side => entry.cells[entry.sides.indexOf(side)]),
		}))
	})
}
