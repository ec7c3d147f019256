import {expect, it} from 'vitest'
import {scrollingScreen, terminalScreen} from '../../../src/commands/screen.ts'
import type {Io} from '../../../src/io.ts'

const ESC = '\u001b'

function recorder(rows?: number) {
	const writes: string[] = []
	const stdout = {isTTY: true, columns: 80, rows}
	return {writes, io: {out: (text: string) => writes.push(text), stdout} as unknown as Io}
}

it('redraws in place with one write per text, and leaves the terminal as it was', () => {
	const {writes, io} = recorder()
	const screen = terminalScreen(io)
	screen.show('one\ntwo\n')
	screen.show('three\n')
	screen.close()
	expect(writes).toEqual([
		`${ESC}[?1049h${ESC}[?25l${ESC}[Hone${ESC}[K\ntwo${ESC}[K\n${ESC}[J`,
		`${ESC}[Hthree${ESC}[K\n${ESC}[J`,
		`${ESC}[?25h${ESC}[?1049lthree\n`,
	])
})

it('cuts what is higher than the terminal', () => {
	const {writes, io} = recorder(4)
	terminalScreen(io).show('1\n2\n3\n4\n5\n')
	expect(writes[0]).toContain(`1${ESC}[K\n2${ESC}[J`)
})

it('never enters the second screen where nothing was shown', () => {
	const {writes, io} = recorder()
	terminalScreen(io).close()
	expect(writes).toEqual([])
})

it('puts an empty line between blocks in a pipe', () => {
	const {writes, io} = recorder()
	const screen = scrollingScreen(io)
	screen.show('one\n')
	screen.show('two\n')
	screen.close()
	expect(writes).toEqual(['one\n', '\ntwo\n'])
})
