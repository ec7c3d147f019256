/** A Markdown table; a cell's line feeds and bars are written so that they stay in it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

export const code = (text: string): string => `\`${text}\``

/**
 * Puts generated text between the markers of a page, `<!-- options -->` and `<!-- /options -->`; what stands around them
 * is written by hand. Throws where the page has no such markers.
 */
export function fill(page: string, name: string, text: string): string {
	const open = `<!-- ${name} -->`
	const close = `<!-- /${name} -->`
	const from = page.indexOf(open)
	const to = page.indexOf(close)
	if (from < 0 || to < from) throw new Error(`The page needs the lines "${open}" and "${close}"`)
	return `${page.slice(0, from + open.length)}\n\n${text}\n\n${page.slice(to)}`
}
