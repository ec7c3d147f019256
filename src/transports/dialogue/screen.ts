/** A control sequence (ECMA-48), an operating system command, another escape, a control character, or text. */
const TOKEN =
	/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]*[0-Z\\^-~]|[\u0000-\u001f\u007f]|[^\u0000-\u001f\u007f]+/g

/** An escape sequence whose end has not arrived yet. */
const UNFINISHED = /\u001b(?:\[[0-?]*[ -/]*|\][^\u0007\u001b]*\u001b?|[ -/]*)$/

/** What needs more than to be put behind what is there: anything but printable characters and whole line ends. */
const MOVES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)/

/** What begins like an escape sequence and is longer than this is none. */
const LONGEST_SEQUENCE = 256

/**
 * What a terminal would show of a stream of text, line by line: a carriage return goes back to the start of the line,
 * backspace one column, text overwrites, and escape sequences vanish. So a pager that wipes its marker, a prompt that is
 * printed twice and `LF CR` as line end all read as they look. Text may be cut anywhere.
 */
export class Screen {
	/** How many lines are complete since the start. */
	completed = 0
	/** Characters of text received since the start. */
	received = 0
	#lines: string[] = []
	#line = ''
	#column = 0
	#held = ''

	write(text: string): void {
		this.received += text.length
		if (this.#held === '' && this.#column === this.#line.length && !MOVES.test(text)) {
			this.#append(text)
			return
		}
		let whole = this.#held + text
		this.#held = UNFINISHED.exec(whole.slice(-LONGEST_SEQUENCE))?.[0] ?? ''
		if (this.#held !== '') whole = whole.slice(0, -this.#held.length)
		for (const [token] of whole.matchAll(TOKEN)) this.#show(token)
	}

	/** The line that the cursor is on; blanks behind the cursor are what is left of a wiped marker. */
	get line(): string {
		const before = this.#line.slice(0, this.#column)
		return this.#line.slice(this.#column).trim() === '' ? before : this.#line
	}

	/** The complete lines since the last `take`. */
	get lines(): readonly string[] {
		return this.#lines
	}

	/** Removes and returns the complete lines. */
	take(): string[] {
		return this.#lines.splice(0)
	}

	/** Takes back the last complete line. */
	dropLast(): void {
		this.#lines.pop()
	}

	/** Plain text at the end of the line, as nearly all output is. */
	#append(text: string): void {
		const [first = '', ...more] = text.split(/\r?\n/)
		this.#line += first
		for (const line of more) {
			this.#complete()
			this.#line = line
		}
		this.#column = this.#line.length
	}

	#show(token: string): void {
		if (token === '\n') this.#complete()
		else if (token === '\r') this.#column = 0
		else if (token === '\b') this.#column = Math.max(0, this.#column - 1)
		else if (token === '\t' || token >= ' ') this.#put(token)
		else if (/^\u001b\[[0-2]?[JK]$/.test(token)) this.#erase(token.at(2) ?? '0')
	}

	#complete(): void {
		this.#lines.push(this.#line)
		this.completed += 1
		this.#line = ''
		this.#column = 0
	}

	#put(text: string): void {
		if (this.#column === this.#line.length) this.#line += text
		else this.#line = this.#line.slice(0, this.#column) + text + this.#line.slice(this.#column + text.length)
		this.#column += text.length
	}

	/** ED and EL, as far as one line goes: 1 is up to the cursor, 2 everything, else from the cursor on. */
	#erase(part: string): void {
		const after = part === '1' ? this.#line.slice(this.#column) : ''
		const before = part === '1' || part === '2' ? ' '.repeat(this.#column) : this.#line.slice(0, this.#column)
		this.#line = before + after
	}
}
