import {ParseError} from '../../errors.ts'

/** `--- MORE ---   ['q': Quit, ...] ---`, some without the last dashes, and `--More--` of DrayOS 5. */
const PAGER = /^\s*--[- ]{0,4}more[ -]{0,4}--/i

/** What has to be taken out before lines are lines. The answers of a live poll have come through a screen and have none. */
const UNTIDY = /[\u0000-\u0008\u000b-\u001f\u007f\u009b]|--[- ]{0,4}more/i

/** Rows have less than a hundred characters; what is longer is none, and would only cost time. */
const LONGEST_ROW = 1024

/** The lines of an answer without terminal codes, pager marks and control characters; tabs stay. */
export function answerLines(text: string): string[] {
	return shownLines(text).filter(line => line.length <= LONGEST_ROW)
}

/** The text of an answer in one piece, for JSON, whose lines may be long. */
export function answerText(text: string): string {
	return shownLines(text).join('\n')
}

/** The error of a parser that recognised nothing at all. */
export function unknownAnswer(question: string, lookedFor: string): ParseError {
	return new ParseError(`The answer to "${question}" has no row that is known, as "${lookedFor}"`, {
		hint: 'This firmware may not know the command; leave its section out with --sections, or send a --capture',
	})
}

function shownLines(text: string): string[] {
	if (!UNTIDY.test(text)) return text.split('\n')
	// As an import node:util would cost a poll a millisecond: a bundle reads all its properties, and some load more.
	const {stripVTControlCharacters} = process.getBuiltinModule('node:util')
	const shown = stripVTControlCharacters(text)
		.replace(/\r\n|\n\r|\r/g, '\n')
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
	return withoutPager(shown.split('\n'))
}

/** A mark and the blank lines around it may cut a record in two. */
function withoutPager(lines: readonly string[]): string[] {
	const kept: string[] = []
	let isBehindMark = false
	for (const line of lines) {
		const isBlank = line.trim() === ''
		if (PAGER.test(line)) {
			while (kept.at(-1)?.trim() === '') kept.pop()
			isBehindMark = true
		} else if (!isBehindMark || !isBlank) {
			kept.push(line)
			isBehindMark = false
		}
	}
	return kept
}
