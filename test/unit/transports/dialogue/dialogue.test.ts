import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {ConnectError, ParseError} from '../../../../src/errors.ts'
import {Dialogue} from '../../../../src/transports/dialogue/dialogue.ts'
import {type Batch, scripted} from './scripted.ts'

function dialogueWith(prompt: string, ...batches: readonly Batch[]) {
	const abort = new AbortController()
	const {wire, typed} = scripted(...batches)
	const dialogue = new Dialogue(wire, abort.signal)
	dialogue.settle(prompt)
	return {dialogue, typed, abort}
}

describe('ask', () => {
	it.each([
		['echo', '> ', 'status\r\na\r\nb\r\n> '],
		['no echo', '> ', '\r\na\r\nb\r\n> '],
		['the prompt printed again before the echo', 'Vigor> ', '\rVigor> \u001b[Kstatus\r\na\r\nb\r\nVigor> '],
		['a name with blanks and dots', 'my modem.1> ', 'status\r\na\r\nb\r\nmy modem.1> '],
		['an open menu', 'vigor> ', 'status\r\na\r\nb\r\nvigor(config-Tone)> '],
	])('reads an answer with %s, cut anywhere', async (_name, prompt, text) => {
		for (let size = 1; size <= text.length; size += 1) {
			const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
			const {dialogue} = dialogueWith(prompt, pieces)
			expect((await dialogue.ask('status')).replace(/^\n/, '')).toBe('a\nb\n')
		}
	})

	it('does not end at ">" within a line', async () => {
		const {dialogue} = dialogueWith('> ', [...'status\r\nDSLAM : < BDCM >\r\na -> b\r\n> '])
		expect(await dialogue.ask('status')).toBe('DSLAM : < BDCM >\na -> b\n')
	})

	it('learns the prompt from the echo where the login took something else for it', async () => {
		const {dialogue} = dialogueWith('see -> ', ['here\r\n', 'Vigor> ', 'status\r\na\r\n', 'Vigor> '])
		expect(await dialogue.ask('status')).toBe('a\n')
	})

	it.each([
		[
			'classic',
			"\r\n--- MORE ---   ['q': Quit, 'Enter': New Lines, 'Space Bar': Next Page] ---",
			'\r\nb\r\n> ',
		],
		['without its last dashes', "\r\n--- MORE ---   ['q': Quit, 'Space Bar': Next Page]", '\r\nb\r\n> '],
		[
			'with its blank line behind it',
			"--- MORE ---   ['q': Quit, 'Enter': New Lines, 'Space Bar': Next Page] ---",
			'\r\n\r\nb\r\n> ',
		],
		['DrayOS 5', '--More--', `${'\b'.repeat(8)}${' '.repeat(8)}${'\b'.repeat(8)}b\r\n> `],
		['wiped by an escape sequence', '--More--', '\r\u001b[Kb\r\n> '],
	])('turns the pages of a pager: %s', async (_name, marker, rest) => {
		const {dialogue, typed} = dialogueWith('> ', [...`status\r\na\r\n${marker}`], [rest])
		expect((await dialogue.ask('status')).replace(/ +$/gm, '')).toBe('a\nb\n')
		expect(typed).toEqual(['status\r', ' '])
	})

	it.each([
		['before', '\r\n--- MORE --- ---', '\r\nb\r\n> '],
		['behind', '--- MORE --- ---', '\r\n\r\nb\r\n> '],
	])(
		'keeps the blank line of the text where the pager adds one %s its marker',
		async (_name, marker, rest) => {
			const {dialogue} = dialogueWith('> ', [`status\r\na\r\n\r\n${marker}`], [rest])
			expect(await dialogue.ask('status')).toBe('a\n\nb\n')
		},
	)

	it('gives up on a device that prints without end', async () => {
		const flood = Array.from({length: 100}, () => 'x'.repeat(65_536))
		const {dialogue} = dialogueWith('> ', flood)
		await expect(dialogue.ask('status')).rejects.toThrow(ParseError)
		await expect(dialogue.ask('more')).rejects.toThrow('printed without end')
	})

	it('says that the device closed the connection', async () => {
		const {dialogue} = dialogueWith('> ', ['status\r\n', null])
		const closed = 'closed the connection before the end of its answer to "status"'
		await expect(dialogue.ask('status')).rejects.toThrow(closed)
	})

	it('says at the deadline what it was waiting for', async () => {
		const {dialogue, abort} = dialogueWith('> ', ['status\r\n'])
		const answer = dialogue.ask('status')
		abort.abort(new ConnectError('late', {result: 'timeout'}))
		await expect(answer).rejects.toThrow('modem:23 did not send the end of its answer to "status" in time')
	})

	it('throws a connection error and nothing else, whatever arrives', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.string({unit: 'binary', minLength: 1})), async pieces => {
				const {dialogue} = dialogueWith('> ', [...pieces, null])
				const answer = await dialogue.ask('status').catch((error: unknown) => error)
				if (typeof answer !== 'string') expect(answer).toBeInstanceOf(ConnectError)
			}),
		)
	})
})

describe('leave', () => {
	it('types exit', async () => {
		const {dialogue, typed} = dialogueWith('> ')
		await dialogue.leave()
		expect(typed).toEqual(['exit\r'])
	})

	it('leaves the menu first', async () => {
		const {dialogue, typed} = dialogueWith('vigor> ', ['config Tone\r\nvigor(config-Tone)> '])
		await dialogue.ask('config Tone')
		await dialogue.leave()
		expect(typed.slice(1)).toEqual(['exit\r', 'exit\r'])
	})

	it('quits the pager first', async () => {
		const {dialogue, typed, abort} = dialogueWith('> ', ['status\r\n--More--'])
		const answer = dialogue.ask('status').catch(() => {})
		await new Promise(setImmediate)
		abort.abort(new Error('end'))
		await answer
		await dialogue.leave()
		expect(typed).toEqual(['status\r', ' ', 'q', 'exit\r'])
	})

	it('types nothing where nobody is logged in', async () => {
		const {wire, typed} = scripted()
		await new Dialogue(wire, new AbortController().signal).leave()
		expect(typed).toEqual([])
	})
})
