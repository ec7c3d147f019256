import type {Screen} from './screen.ts'

/** `--- MORE ---   ['q': Quit, ...] ---` of the classic firmwares, `--More--` of DrayOS 5; other text may follow. */
const MARKER = /^\s*-{2,}\s*more\s*-{2,}/i

/** Looked at for every line, of which few have a dash. */
const isMarker = (line: string): boolean => line.includes('--') && MARKER.test(line)

/** A 35b line has 8192 tones, four to a line of a page of 23: fewer than a hundred pages. */
const MOST_PAGES = 400

/** Turns the pages of a device that stops after each, and keeps its markers out of the text. */
export class Pager {
	readonly #screen: Screen
	#answered = -1
	#pages = 0

	constructor(screen: Screen) {
		this.#screen = screen
	}

	/** Whether the device waits for a key now. Each marker says so once, however many segments it comes in. */
	turns(): boolean {
		if (this.#answered === this.#screen.completed || !this.atMarker()) return false
		this.#answered = this.#screen.completed
		this.#pages += 1
		return true
	}

	/** Whether the cursor stands behind a marker. */
	atMarker(): boolean {
		return isMarker(this.#screen.line)
	}

	/** More pages than any answer has: the device prints without an end. */
	get exhausted(): boolean {
		return this.#pages > MOST_PAGES
	}
}

/**
 * The text of several pages as one: markers go, and so does the blank line that a classic firmware prints with each, before
 * it or behind it. A second blank line is the text's own.
 */
export function withoutMarkers(lines: readonly string[]): string[] {
	const text: string[] = []
	let owesBlank = false
	for (const line of lines) {
		if (isMarker(line)) {
			owesBlank = text.at(-1)?.trim() !== ''
			if (!owesBlank) text.pop()
			continue
		}
		if (!owesBlank || line.trim() !== '') text.push(line)
		owesBlank = false
	}
	return text
}
