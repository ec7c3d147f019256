import {type Cell, type Cells, formatCells} from './cells.ts'
import type {Line, Span} from './line.ts'
import type {Column, Row, Sheet} from './sheet.ts'
import {cut, lineWidth, pad, widthOf} from './width.ts'

/** Lines that stay together. */
export type Block = readonly Line[]

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
}

const GAP = 2
/** Between blocks that stand side by side. */
const GUTTER = 4
/** Lines from which a block is broken into several, where there is room beside it. */
const TALL = 20
/** Columns for a text that has something beside it. */
const TEXT = {least: 24, most: 48} as const

/**
 * A sheet as cards, one per row: labels with their values below each other, the two sides of a pair beside each other.
 * Cards stand side by side where the terminal is wide enough.
 */
export function layoutCards(sheet: Sheet, columns: number): Line[] {
	const cards = sheet.rows.map(row => entriesOf(sheet, row))
	const all = cards.flat()
	const widths = {
		label: Math.min(Math.floor(columns / 2), Math.max(0, ...all.map(({label}) => widthOf(label)))),
		side: Math.max(
			0,
			...all.filter(isPair).flatMap(({sides, cells}) => [...sides, ...cells.map(textOf)].map(widthOf)),
		),
	}
	const fits = all.filter(isPair).every(entry => lineWidth(pairLine(entry, widths)) <= columns)
	const blocks = cards.map((entries, index) => {
		const plain = entries
			.filter(entry => !isPair(entry) || !fits)
			.flatMap(entry => (isPair(entry) ? apart(entry) : [entry]))
		const narrow = fits ? widths : {...widths, label: Math.min(Math.floor(columns / 2), widest(plain))}
		const pairs = fits ? groupBySides(entries.filter(isPair)).map(group => pairBlock(group, widths)) : []
		const room = pairs.length > 0 ? roomBeside(pairs, narrow, columns) : columns
		const lines = plain.map(entry => plainLine(entry, narrow, room))
		return sheet.rows.length === 1
			? [...(lines.length > 0 ? [lines] : []), ...pairs]
			: [[title(sheet.rows[index]), ...lines, ...pairs.flat()]]
	})
	return flow(breakTall(blocks.flat(), columns), columns)
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

/** A pair as two entries, for a terminal that is too narrow for both sides. */
function apart({label, sides, cells, ...rest}: Entry): Entry[] {
	return sides.flatMap((side, index) =>
		cells[index] === undefined
			? []
			: [{...rest, label, suffix: ` ${side}`, sides: [''], cells: [cells[index]]}],
	)
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
	return [...Map.groupBy(entries, ({sides}) => (sides.includes('rx') ? 'rx' : 'down')).values()].map(
		group => {
			const sides = [...new Set(group.flatMap(entry => entry.sides))]
			return group.map(entry => ({
				...entry,
				sides,
				cells: sides.map(side => entry.cells[entry.sides.indexOf(side)]),
			}))
		},
	)
}

/** Breaks what is tall into pieces, as many as fit side by side; the head of a block is repeated. */
function breakTall(blocks: readonly Block[], columns: number): Block[] {
	const tall = blocks.filter(block => block.length > TALL)
	const [block] = tall
	if (block === undefined || tall.length > 1 || blocks.length > 2) return [...blocks]
	const others = blocks.filter(one => one !== block).reduce((sum, one) => sum + widthOfBlock(one) + GUTTER, 0)
	const pieces = Math.floor((columns - others + GUTTER) / (widthOfBlock(block) + GUTTER))
	if (pieces < 2) return [...blocks]
	const [head = [], ...lines] = block
	const height = Math.max(TALL / 2, Math.ceil(lines.length / pieces))
	const broken = Array.from({length: Math.ceil(lines.length / height)}, (_, index) => [
		head,
		...lines.slice(index * height, (index + 1) * height),
	])
	return blocks.flatMap(one => (one === block ? broken : [one]))
}

const widthOfBlock = (block: Block): number => Math.max(0, ...block.map(lineWidth))

/** Blocks side by side, as many as fit, then the next below, with an empty line between. */
function flow(blocks: readonly Block[], columns: number): Line[] {
	const bands: Block[][] = []
	let used = columns + 1
	for (const block of blocks) {
		const width = widthOfBlock(block)
		if (used + GUTTER + width > columns) {
			bands.push([])
			used = -GUTTER
		}
		bands.at(-1)?.push(block)
		used += GUTTER + width
	}
	const widths =
		bands.length > 1 && bands.some(band => band.length > 1) ? Math.max(...blocks.map(widthOfBlock)) : 0
	return bands.flatMap((band, index) => [...(index === 0 ? [] : [[]]), ...beside(band, widths, columns)])
}

function beside(band: readonly Block[], width: number, columns: number): Line[] {
	const total = band.length * (width + GUTTER) - GUTTER
	const widths = band.map(block =>
		total <= columns ? Math.max(width, widthOfBlock(block)) : widthOfBlock(block),
	)
	const height = Math.max(...band.map(block => block.length))
	return Array.from({length: height}, (_, at) =>
		band.flatMap((block, index) => {
			const line = block[at] ?? []
			const blanks = index === band.length - 1 ? 0 : (widths[index] ?? 0) + GUTTER - lineWidth(line)
			return [...line, {text: ' '.repeat(Math.max(0, blanks))}]
		}),
	)
}
