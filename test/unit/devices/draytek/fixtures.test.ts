import {expect, it} from 'vitest'
import {type Command, commands, questionOf} from '../../../../src/devices/draytek/commands.ts'
import {type Summary, summarize} from '../../../../src/devices/draytek/points.ts'
import type {Reading} from '../../../../src/devices/draytek/reading.ts'
import {SECTIONS} from '../../../../src/devices/draytek/sections.ts'
import {ParseError} from '../../../../src/errors.ts'
import {type DraytekFixture, draytekFixtures} from '../../../fixtures/draytek.ts'

it.each(draytekFixtures())('reads $name', fixture => {
	expect(record(fixture)).toEqual({wans: [], router: {}, ...withLists(fixture.record)})
})

/** What every section that the fixture has an answer for says. */
function record({family, answers}: DraytekFixture): unknown {
	const asked = SECTIONS.flatMap(section => commands[family][section] ?? [])
	return summarize(asked.flatMap(command => reading(command, answers)))
}

function reading(command: Command, answers: ReadonlyMap<string, string>): Reading[] {
	const answer = answers.get(questionOf(command))
	if (answer === undefined) return []
	try {
		return [command.parse(answer)]
	} catch (error) {
		if (!(error instanceof ParseError)) throw error
		if (command.otherwise !== undefined) return reading(command.otherwise, answers)
		if (command.optional) return []
		throw error
	}
}

const withLists = ({dsl, ...rest}: DraytekFixture['record']): Summary => ({
	...rest,
	dsl: {intervals: [], bins: [], ...dsl},
})

it('names the command and what was looked for where nothing is known', () => {
	const [status] = commands.adsl.status ?? []
	expect(() => status?.otherwise?.parse('% Invalid command.\n')).toThrow(
		'The answer to "show adsl" has no row that is known, as "DS Actual Rate"',
	)
})
