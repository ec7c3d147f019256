import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Command, commands, questionOf} from '../../../../src/devices/draytek/commands.ts'
import type {Reading} from '../../../../src/devices/draytek/reading.ts'
import {ParseError} from '../../../../src/errors.ts'
import {draytekFixtures} from '../../../fixtures/draytek.ts'
import {saidBy} from './says.ts'

const asked = draytekFixtures().flatMap(({name, family, answers}) =>
	Object.values(commands[family])
		.flatMap(list =>
			list.flatMap((command): Command[] => [command, ...(command.otherwise ? [command.otherwise] : [])]),
		)
		.flatMap(command => {
			const answer = answers.get(questionOf(command))
			return answer === undefined ? [] : [{title: `${name}: ${questionOf(command)}`, command, answer}]
		}),
)

interface Damage {
	readonly text: string
	/** The line, and what now stands in its place. */
	readonly line: string
	readonly changed: string
}

/** One line of a text lost, doubled, cut short or with foreign bytes in it. */
function damaged(text: string): fc.Arbitrary<Damage> {
	const lines = text.split('\n')
	const foreign = fc.oneof(fc.string({maxLength: 8}), fc.string({unit: 'binary', maxLength: 4}))
	return fc
		.tuple(fc.nat(lines.length - 1), fc.nat(90), foreign, fc.constantFrom('lose', 'double', 'cut', 'splice'))
		.map(([index, column, bytes, kind]) => {
			const line = lines[index] ?? ''
			const cut = line.slice(0, column)
			const replaced = {
				lose: [],
				double: [line, line],
				cut: [cut],
				splice: [cut + bytes + line.slice(column + bytes.length)],
			}[kind]
			return {text: lines.toSpliced(index, 1, ...replaced).join('\n'), line, changed: replaced.join('\n')}
		})
}

/** Lines that decide how others are read: the columns, the interval, the kind of line, a slot that is free. */
const DECIDES = /\bMode: ---|Near End|Counters:|(Running Mode|DSL Modulation) +:|GroupSize|[UD]S:/

describe.each(asked)('$title, damaged', ({command, answer}) => {
	it('gives only what stands in the text, or a ParseError', () => {
		const before = new Set(leaves(read(command, answer)).map(fieldAndValue))
		fc.assert(
			fc.property(damaged(answer), ({text, line, changed}) => {
				const isSaid = saidBy(text)
				const isSaidHere = saidBy(changed)
				for (const leaf of leaves(read(command, text))) {
					const [path, value] = leaf
					if (!isSaid(value)) throw new Error(`${path} = ${value} is not in the text`)
					// Other rows mean what they meant; a line that lost its number must not be read as 0, which stands somewhere.
					if (!DECIDES.test(line) && !before.has(fieldAndValue(leaf)) && !isSaidHere(value)) {
						throw new Error(`${path} = ${value} is neither in the damaged line nor was it there before`)
					}
				}
			}),
			{numRuns: 100},
		)
	})
})

it.each(asked)('$title, cut anywhere, throws nothing but a ParseError', ({command, answer}) => {
	fc.assert(
		fc.property(fc.nat(answer.length), length => {
			read(command, answer.slice(0, length))
		}),
		{numRuns: 50},
	)
})

it.each(asked.filter(({title}) => title.endsWith('status more')))(
	'$title loses no more than two rows',
	one => {
		const whole = new Map(leaves(read(one.command, one.answer)))
		fc.assert(
			fc.property(damaged(one.answer), ({text}) => {
				const left = new Map(leaves(read(one.command, text)))
				const lost = [...whole].filter(([path, value]) => left.get(path) !== value)
				// A row whose label turns into that of a later one takes its place.
				expect(lost.length).toBeLessThanOrEqual(4)
			}),
		)
	},
)

it('throws a ParseError for every text in which nothing is known', () => {
	fc.assert(
		fc.property(fc.constantFrom(...asked), fc.string({unit: 'binary'}), ({command}, text) => {
			expect(() => command.parse(text)).toThrow(ParseError)
		}),
	)
})

function read(command: Command, text: string): Reading {
	try {
		return command.parse(text)
	} catch (error) {
		if (error instanceof ParseError) return {}
		throw error
	}
}

/** The way to a value, without places in lists, and the value. */
const fieldAndValue = ([path, value]: readonly [string, unknown]): string =>
	`${path.replace(/\.\d+(?=\.|$)/g, '')}=${value}`

/** Every value of a reading with the way to it. */
function leaves(value: unknown, path = ''): [path: string, value: bigint | number | boolean | string][] {
	if (value === undefined || path.endsWith('.direction') || path.endsWith('.interval')) return []
	if (path.endsWith('.quantity') || path.endsWith('.cgnat')) return []
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
	}
	return [[path, value as bigint | number | boolean | string]]
}
