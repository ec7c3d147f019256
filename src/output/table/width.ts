import stringWidth from 'string-width'
import type {Line} from './line.ts'

/** One column a character: ASCII, Latin-1, the ellipsis. What string-width loads for the rest costs 35 ms, which most tables can do without. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u2026]*$/

/** Columns of a terminal that a text takes: two for a wide character, none for a combining one. */
export function widthOf(text: string): number {
	return PLAIN.test(text) ? text.length : stringWidth(text)
}

export const lineWidth = (line: Line): number => line.reduce((sum, {text}) => sum + widthOf(text), 0)

/** Foreign text for a terminal: what would move the cursor or turn the direction of writing becomes a blank. */
export function printable(text: string): string {
	return text.replace(
		/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu,
		' ',
	)
}

export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const blanks = ' '.repeat(Math.max(0, width - widthOf(text)))
	return align === 'left' ? text + blanks : blanks + text
}

/** At most so many columns, with an ellipsis where something was cut. */
export function cut(text: string, width: number): string {
	if (widthOf(text) <= width) return text
	let kept = ''
	for (const character of text) {
		if (widthOf(kept + character) > width - 1) break
		kept += character
	}
	return width < 1 ? '' : `${kept}…`
}

/** A line of at most so many columns. */
export function cutLine(line: Line, width: number): Line {
	if (lineWidth(line) <= width) return line
	const result: Line[number][] = []
	let left = width
	for (const span of line) {
		const isLast = widthOf(span.text) >= left
		// Something follows, or the line would fit, so the ellipsis must have its place.
		const text = isLast ? cut(`${span.text} `, left) : span.text
		result.push({...span, text})
		if (isLast) break
		left -= widthOf(text)
	}
	return result
}
