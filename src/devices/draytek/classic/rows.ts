/** A row `label : cell cell`, as `status more`, `status counts` and `status olr` print them. */
export interface Row {
	/** Lower case, letters and digits only: firmwares differ in blanks, case and underscores. */
	readonly label: string
	/** Under "Near End". */
	readonly first?: string
	/** Under "Far End". */
	readonly second?: string
}

/** Where a cell begins that has no neighbour: nearer to "Near End" or to "Far End". */
export interface Columns {
	readonly near: number
	readonly far: number
}

const NO_VALUE = /^(-+|n\/a)$/i

/** The columns of the line `Near End  Far End  Note`, if this is it. */
export function columnsOf(line: string): Columns | undefined {
	const text = expandTabs(line)
	const near = text.search(/near\s?end/i)
	const far = text.search(/far\s?end/i)
	return near >= 0 && far > near ? {near, far} : undefined
}

/** A row, or nothing where the line is none. One cell belongs to the column it stands in, without columns to the first. */
export function rowOf(line: string, columns?: Columns): Row | undefined {
	const text = expandTabs(line)
	const match = /^(\s*([a-z0-9][\w .]*?)\s*:)([^:]*)$/i.exec(text)
	if (match === null) return undefined
	const [, head = '', name = '', rest = ''] = match
	const label = name.toLowerCase().replace(/[^a-z0-9]/g, '')
	const cells = [...rest.replace(/\([^)]*\)\s*$/, '').matchAll(/\S+/g)]
	const [one, two] = cells.map(([cell]) => (NO_VALUE.test(cell) ? undefined : cell))
	// Three cells are a number torn apart: no telling which.
	if (cells.length > 2) return {label}
	if (cells.length === 1 && columns !== undefined) {
		const start = head.length + (cells[0]?.index ?? 0)
		if (start > (columns.near + columns.far) / 2) return {label, ...(one !== undefined && {second: one})}
	}
	return {label, ...(one !== undefined && {first: one}), ...(two !== undefined && {second: two})}
}

function expandTabs(line: string): string {
	let text = ''
	for (const part of line.split(/(\t)/)) text += part === '\t' ? ' '.repeat(8 - (text.length % 8)) : part
	return text
}
