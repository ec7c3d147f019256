import type {Io} from '../io.ts'

/** Shows one text after another. */
export interface Screen {
	show(text: string): void
	/** Leaves the terminal as it was found. */
	close(): void
}

const ENTER = '\u001b[?1049h\u001b[?25l'
const LEAVE = '\u001b[?25h\u001b[?1049l'
const HOME = '\u001b[H'
const CLEAR_LINE = '\u001b[K'
const CLEAR_BELOW = '\u001b[J'
/** Rows left free below the text, so that messages on stderr do not push it away. */
const SPARE_ROWS = 2

/**
 * Redraws in place, on the terminal's second screen, so that what stood there before is there again afterwards; the last
 * text stays below it. What does not fit the height is cut.
 */
export function terminalScreen(io: Io): Screen {
	let last: string | undefined
	return {
		show(text) {
			const rows = (io.stdout.rows ?? Number.POSITIVE_INFINITY) - SPARE_ROWS
			const lines = text.split('\n').slice(0, Math.max(1, rows))
			const enter = last === undefined ? ENTER : ''
			last = text
			io.out(`${enter}${HOME}${lines.join(`${CLEAR_LINE}\n`)}${CLEAR_BELOW}`)
		},
		close() {
			if (last !== undefined) io.out(`${LEAVE}${last}`)
		},
	}
}

/** One block below the other, for a table that goes into a pipe. */
export function scrollingScreen(io: Io): Screen {
	let separator = ''
	return {
		show(text) {
			io.out(separator + text)
			separator = '\n'
		},
		close() {},
	}
}
