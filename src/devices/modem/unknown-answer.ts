import {ParseError} from '../../errors.ts'

/** The error of a parser that recognised nothing at all: what the modem said instead, in one line. */
export function unknownAnswer(program: string, answer: string): ParseError {
	const said = answer
		.split('\n')
		.map(line => line.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim())
		.find(line => line !== '')
	if (said !== undefined && /not found|no such file/i.test(said)) {
		return new ParseError(`The modem has no ${program}`, {
			cause: new Error(said.slice(0, 120)),
			hint: 'Check --model: another one may fit',
		})
	}
	const words = said === undefined ? 'nothing' : `"${said.slice(0, 120)}"`
	return new ParseError(`${program} said ${words}, which is not understood`, {
		hint: 'Check --model, or send a --capture',
	})
}
