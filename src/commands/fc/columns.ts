import {printable, widthOf} from '../../output/table/width.ts'

/** Rows of cells as lines: columns two blanks apart, those named flush right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
	const clean = rows.map(row => row.map(printable))
	const widths = clean.reduce<number[]>((most, row) => {
		row.forEach((cell, index) => {
			most[index] = Math.max(most[index] ?? 0, widthOf(cell))
		})
		return most
	}, [])
	return clean.map(row =>
		row
			.map((cell, index) => {
				const fill = ' '.repeat((widths[index] ?? 0) - widthOf(cell))
				return right.includes(index) ? fill + cell : cell + fill
			})
			.join('  ')
			.trimEnd(),
	)
}
