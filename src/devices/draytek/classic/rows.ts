/** A row `label : cell cell`, as `status more`, `status counts` and `status olr` print them. */
export interface Row {
	/** Lower case, letters and digits only: firmwares differ in blanks, case and underscores. */
	readonly label: string
	/** Under "Near End". */
	readonly first: string | undefined
	/** Under "Far End". */
	readonly second: string | undefined
}

/** Where a cell begins that has no neighbour: nearer to "Near End" or to "Far End". */
export interface Columns {
	readonly near: number
	readonly far: number
}

const LABEL = /^[a-z0-9][\w .]*$/i

/** The columns of the line `Near End  Far End  Note`, if this is it. */
export function columnsOf(line: string): Columns | undefined {
	if (line.includes(':')) return undefined
	const text = expandTabs(line).toLowerCase()
	const near = text.indexOf('near end')
	const far = text.indexOf('far end')
	return near >= 0 && far > near ? {near, far} : undefined
}

/** A row, or nothing where the line is none. One cell belongs to the column it stands in, without columns to the first. */
export function rowOf(line: string, columns?: Columns): Row | undefined {
	const text = expandTabs(line)
	const colon = text.indexOf(':')
	if (colon < 0 || text.includes(':', colon + 1)) return undefined
	const name = text.slice(0, colon).trim()
	if (!LABEL.test(name)) return undefined
	const label = name.toLowerCase().replace(/[_ .]/g, '')
	const cells = withoutNote(text.slice(colon + 1))
		.split(' ')
		.filter(cell => cell !== '')
	// Three cells are a number torn apart: no telling which.
	if (cells.length > 2) return {label, first: undefined, second: undefined}
	const first = valueIn(cells[0])
	if (cells.length === 1 && columns !== undefined) {
		const start = text.indexOf(cells[0] ?? '', colon)
		if (start > (columns.near + columns.far) / 2) return {label, first: undefined, second: first}
	}
	return {label, first, second: valueIn(cells[1])}
}

/** The unit behind the cells, as `(seconds)`. */
function withoutNote(cells: string): string {
	const note = cells.indexOf('(')
	return note >= 0 && cells.trimEnd().endsWith(')') ? cells.slice(0, note) : cells
}

/** `----` and the like say that there is no value. */
function valueIn(cell: string | undefined): string | undefined {
	const isNone = cell === '-' || cell?.startsWith('--') || cell?.toLowerCase() === 'n/a'
	return isNone ? undefined : cell
}

function expandTabs(line: string): string {
	if (!line.includes('\t')) return line
	let text = ''
	for (const part of line.split(/(\t)/)) text += part === '\t' ? ' '.repeat(8 - (text.length % 8)) : part
	return text
}
