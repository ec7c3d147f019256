import fc from 'fast-check'
import {it} from 'vitest'
import {modemPoints} from '../../../../src/devices/modem/points.ts'
import {LinestatError} from '../../../../src/errors.ts'
import {modemFixtures} from '../../../fixtures/modem.ts'
import {readAnswers} from './read-answers.ts'

const fixtures = modemFixtures().map(({name, modem, answers}) => ({
	name,
	modem,
	answers: [...answers.values()],
}))

/** What an answer says, or that it is not understood; anything else is a bug. */
function read(modem: (typeof fixtures)[number]['modem'], answers: readonly string[]): void {
	try {
		modemPoints(readAnswers(modem, answers), true)
	} catch (error) {
		if (!(error instanceof LinestatError)) throw error
	}
}

it.each(fixtures)(
	'$name, cut anywhere, ends in points or words',
	({modem, answers: [answer = '', ...rest]}) => {
		fc.assert(
			fc.property(fc.nat(answer.length), length => read(modem, [answer.slice(0, length), ...rest])),
			{numRuns: 50},
		)
	},
)

it.each(fixtures)(
	'$name, with foreign bytes, ends in points or words',
	({modem, answers: [answer = '', ...rest]}) => {
		fc.assert(
			fc.property(fc.nat(answer.length), fc.string({unit: 'binary', maxLength: 8}), (at, bytes) =>
				read(modem, [answer.slice(0, at) + bytes + answer.slice(at + bytes.length), ...rest]),
			),
			{numRuns: 50},
		)
	},
)

const SIZE = 256 * 1024
const floods = [
	' ',
	'\n',
	'\t:',
	'a:',
	'1 ',
	'transformer> ',
	'ERROR ',
	'sys.class.xdsl.@line0.Status [string] = ',
	'Bearer 0\n',
	'a time = ',
	'VDSL Band Status U0 ',
	'{"a":',
	'[',
	'@@\n',
	'<Instance>',
	'<OBJ_A_ID>',
	'<ParaName>',
	'&#x',
	'<ajax_response_xml_root>',
].map(part => part.repeat(Math.ceil(SIZE / part.length)))

// What takes time with the square of the length would take hours.
it.each([...new Set(fixtures.map(({modem}) => modem))])(
	'%s reads floods in linear time',
	modem => {
		for (const flood of floods) {
			const page = `<ajax_response_xml_root>${flood}</ajax_response_xml_root>`
			for (const text of [flood, `Status: Idle\n${flood}`, page]) read(modem, [text])
		}
	},
	60_000,
)
