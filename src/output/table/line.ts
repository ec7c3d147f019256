/** What a piece of text is to the reader; `paint` knows the colours. */
export type Style = 'heading' | 'faint' | 'good' | 'bad' | 'warning'

export interface Span {
	readonly text: string
	readonly style?: Style | undefined
}

/** One line of the terminal, from left to right, without its line feed. */
export type Line = readonly Span[]

const SGR: Readonly<Record<Style, readonly [on: number, off: number]>> = {
	heading: [1, 22],
	faint: [2, 22],
	good: [32, 39],
	bad: [31, 39],
	warning: [33, 39],
}

/** Lines as text, with colours (SGR) or without. Blanks at the end of a line are left out. */
export function paint(lines: readonly Line[], color: boolean): string {
	return lines
		.map(
			line =>
				`${trimmed(line)
					.map(span => paintSpan(span, color))
					.join('')}\n`,
		)
		.join('')
}

function paintSpan({text, style}: Span, color: boolean): string {
	if (!color || style === undefined || text.trim() === '') return text
	const [on, off] = SGR[style]
	return `\u001b[${on}m${text}\u001b[${off}m`
}

function trimmed(line: Line): Line {
	const last = line.at(-1)
	if (last === undefined) return line
	const text = last.text.trimEnd()
	return text === '' ? trimmed(line.slice(0, -1)) : [...line.slice(0, -1), {...last, text}]
}
