import {it} from 'vitest'
import {commands} from '../../../../src/devices/draytek/commands.ts'

const SIZE = 100_000
const parsers = Object.values(commands).flatMap(family => Object.values(family).flat())

/** A regular expression that tries every blank of such a text anew would need a minute for it. */
it.each([
	['blanks', ' '],
	['line feeds', '\n'],
	['blank lines', ' \n'],
	['dashes', '-'],
	['words', 'a '],
	['labels', 'DS Actual Rate '],
	['empty rows', 'CRC :'],
	['objects', '{"Name": '],
	['quotes', '"'],
	['bands', 'US: Limits=[ '],
	['escapes', '\u001b['],
])(
	'ends with a flood of %s',
	(_name, word) => {
		const text = word.repeat(SIZE / word.length)
		for (const {parse} of parsers) {
			try {
				parse(text)
			} catch {}
		}
	},
	60_000,
)
