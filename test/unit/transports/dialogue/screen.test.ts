import fc from 'fast-check'
import {expect, it} from 'vitest'
import {Screen} from '../../../../src/transports/dialogue/screen.ts'

function show(...texts: string[]): {lines: readonly string[]; line: string} {
	const screen = new Screen()
	for (const text of texts) screen.write(text)
	return {lines: screen.lines, line: screen.line}
}

it.each([
	['CR LF', 'one\r\ntwo\r\n> ', ['one', 'two'], '> '],
	['LF CR', 'one\n\rtwo\n\r> ', ['one', 'two'], '> '],
	['LF', 'one\ntwo\n> ', ['one', 'two'], '> '],
	['CR CR LF', 'one\r\r\n> ', ['one'], '> '],
	['colours', '\u001b[1;32mDrayTek> \u001b[0m', [], 'DrayTek> '],
	['a window title', '\u001b]0;vigor\u0007> \u001b]2;x\u001b\\', [], '> '],
	['a character set', '\u001b(Bvigor> \u001b=', [], 'vigor> '],
	['NUL and BEL', 'a\0b\u0007c', [], 'abc'],
	['a prompt that is printed again', '> \r\u001b[K> vdsl status\r\n', ['> vdsl status'], ''],
	['a pager that wipes itself with blanks', '--More--\r        \rvigor> ', [], 'vigor> '],
	[
		'a pager that wipes itself with backspaces',
		`--More--${'\b'.repeat(8)}${' '.repeat(8)}${'\b'.repeat(8)}x\r\n`,
		['x       '],
		'',
	],
	['a line that is erased', 'abc\u001b[2K\rd', [], 'd'],
	['a line that is erased up to the cursor', 'abc\b\u001b[1Kx', [], '  x'],
	['backspace at the start of a line', '\b\bab', [], 'ab'],
	['tabs', 'a\tb', [], 'a\tb'],
])('shows %s', (_name, text, lines, line) => {
	expect(show(text)).toEqual({lines, line})
})

it('shows the same however the text is cut', () => {
	const texts = ['a', '> ', '\r', '\n', '\b', '\u001b', '[', 'K', '[1;3', 'm', ']0;', '\u0007', '(', 'B', ' ']
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...texts)), pieces => {
			expect(show(...pieces.join(''))).toEqual(show(pieces.join('')))
		}),
	)
})

it('does not wait for ever for the end of a sequence', () => {
	const {line} = show('\u001b]', ...'x'.repeat(600), '> ')
	expect(line).toMatch(/x> $/)
})
