import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {createLog, type Log, type LogFormat, type LogLevel} from '../../src/log.ts'

function written(use: (log: Log) => void, format: LogFormat = 'telegraf', level: LogLevel = 'debug'): string {
	let text = ''
	const log = createLog({err: more => (text += more)}, {format, level})
	use(log)
	log.flush()
	return text
}

const all = (log: Log) => {
	log.debug('asked "vdsl status"')
	log.info('read 12 points')
	log.warn('no LOSS row')
	log.error('192.0.2.1:23 refused the login of "admin"')
	log.warn('no UAS row')
}

it.each([
	[
		'telegraf',
		'E! 192.0.2.1:23 refused the login of "admin".\nW! no LOSS row; no UAS row.\nD! asked "vdsl status"\nI! read 12 points.\n',
	],
	[
		'plain',
		'linestat: error: 192.0.2.1:23 refused the login of "admin".\nlinestat: warning: no LOSS row; no UAS row.\n' +
			'linestat: debug: asked "vdsl status"\nlinestat: info: read 12 points.\n',
	],
	[
		'json',
		'{"level":"error","message":"192.0.2.1:23 refused the login of \\"admin\\""}\n' +
			'{"level":"warning","message":"no LOSS row; no UAS row"}\n' +
			'{"level":"debug","message":"asked \\"vdsl status\\""}\n{"level":"info","message":"read 12 points"}\n',
	],
] as const)('%s: the error first, the warnings in one line, the rest in its order', (format, expected) => {
	expect(written(all, format)).toBe(expected)
})

it.each([
	['error', ['E!']],
	['warn', ['E!', 'W!']],
	['info', ['E!', 'W!', 'I!']],
	['debug', ['E!', 'W!', 'D!', 'I!']],
] as const)('says no more than %s asks for', (level, prefixes) => {
	expect(written(all, 'telegraf', level).match(/^[A-Z]!/gm)).toEqual(prefixes)
})

it.each([
	['is it mounted there?', 'W! is it mounted there?\n'],
	['the end.', 'W! the end.\n'],
])('ends "%s" with one sign', (message, expected) => {
	expect(written(log => log.warn(message))).toBe(expected)
})

it('writes nothing when there is nothing to say, and nothing twice', () => {
	expect(written(() => {})).toBe('')
	expect(
		written(log => {
			log.warn('once')
			log.flush()
		}),
	).toBe('W! once.\n')
})

describe('the first line', () => {
	it('has at most 512 bytes with its line feed, and says that it was cut', () => {
		const longest = 'x'.repeat(507)
		expect(written(log => log.error(longest))).toBe(`E! ${longest}.\n`)
		const cut = written(log => log.error(`${longest}x`))
		expect(cut).toHaveLength(512)
		expect(cut).toMatch(/x\.\.\.\n$/)
	})

	it('is one line of printable ASCII, whatever the message', () => {
		fc.assert(
			fc.property(
				fc.string({unit: 'binary', maxLength: 700}),
				fc.constantFrom('telegraf', 'plain'),
				(text, format) => {
					const line = written(log => log.error(text), format)
					expect(line).toMatch(/^[ -~]*\n$/)
					expect(Buffer.byteLength(line)).toBeLessThanOrEqual(512)
				},
			),
		)
	})

	it('shows foreign characters by their number and line feeds as blanks', () => {
		expect(written(log => log.error('Gerät\r\n\tantwortet \u001b[31mnicht'))).toBe(
			'E! Ger\\u{e4}t antwortet \\u{1b}[31mnicht.\n',
		)
	})
})

it('keeps the whole stack of an error for --debug', () => {
	const stack = `Error: x\n${'    at f (file.ts:1:1)\n'.repeat(40)}`
	expect(written(log => log.debug(stack)).match(/at f/g)).toHaveLength(40)
})

describe('secrets', () => {
	it('are hidden in every line, also in what was said before they were known', () => {
		const text = written(log => {
			log.debug('sent hunter2')
			log.error('"hunter2" was refused, hunter2')
			log.hide('hunter2')
		})
		expect(text).toBe('E! "***" was refused, ***.\nD! sent ***\n')
	})

	it('are hidden whole where one begins like another', () => {
		const text = written(log => {
			log.hide('pass')
			log.hide('password1')
			log.hide('')
			log.error('password1 pass')
		})
		expect(text).toBe('E! *** ***.\n')
	})

	it('are hidden when they are no ASCII', () => {
		const text = written(log => {
			log.hide('pässwörd')
			log.error('tried pässwörd')
		})
		expect(text).toBe('E! tried ***.\n')
	})
})
