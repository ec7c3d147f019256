import type {Point} from '../metrics/model.ts'
import type {EncodeOptions} from './index.ts'
import {layoutCards} from './table/cards.ts'
import {type Line, paint} from './table/line.ts'
import {layoutList, layoutLists} from './table/list.ts'
import {type Sheet, toSheets} from './table/sheet.ts'
import {isStatus, statusLines} from './table/status.ts'
import {cutLine} from './table/width.ts'

/** Where the width of the terminal is not known. */
const COLUMNS = 100
/** So many rows may become cards; more are easier to read as lists, even in parts. */
const FEW = 12

/**
 * The table for people: a heading per measurement and below it a list, a line per thing measured, where it fits; else
 * cards. At the end a line on each poll that failed. No line is longer than `columns`.
 */
export function encodeTable(
	points: readonly Point[],
	{columns: width, color = false}: EncodeOptions = {},
): string {
	// Terminals without a size say 0.
	const columns = width || COLUMNS
	const sheets = toSheets(points.filter(point => !isStatus(point)))
	const parts = sheets.map(sheet => [heading(sheet), ...layout(sheet, columns)])
	const status = statusLines(points)
	if (status.length > 0) parts.push(status)
	const lines = parts.flatMap((part, index) => (index === 0 ? part : [[], ...part]))
	return paint(
		lines.map(line => cutLine(line, columns)),
		color,
	)
}

const heading = ({name, subject}: Sheet): Line => [
	{text: name, style: 'heading'},
	...subject.map(text => ({text: ` · ${text}`, style: 'faint' as const})),
]

function layout(sheet: Sheet, columns: number): Line[] {
	if (sheet.rows.length === 1) return layoutCards(sheet, columns)
	return (
		layoutList(sheet, columns) ??
		(sheet.rows.length <= FEW ? layoutCards(sheet, columns) : layoutLists(sheet, columns))
	)
}
