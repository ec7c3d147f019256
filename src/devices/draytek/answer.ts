import {ParseError} from '../../errors.ts'

/** `--- MORE ---   ['q': Quit, ...] ---` and `--More--`, with the blank lines around them: they may cut a record in two. */
const PAGER = /\s*\n[ \t]*--[- ]*more[ -]*--(?:[^\n]*\][^\n]*|[^\n\w]*)\s*/gi

/** The lines of an answer without terminal codes, pager marks and control characters; tabs stay. */
export function answerLines(text: string): string[] {
	// As an import node:util would cost a poll a millisecond: a bundle reads all its properties, and some load more.
	return process
		.getBuiltinModule('node:util')
		.stripVTControlCharacters(text)
		.replace(/\r\n|\n\r|\r/g, '\n')
		.replace(PAGER, '\n')
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
		.split('\n')
}

/** The error of a parser that recognised nothing at all. */
export function unknownAnswer(question: string, lookedFor: string): ParseError {
	return new ParseError(`The answer to "${question}" has no row that is known, as "${lookedFor}"`, {
		hint: 'This firmware may not know the command; leave its section out with --sections, or send a --capture',
	})
}
