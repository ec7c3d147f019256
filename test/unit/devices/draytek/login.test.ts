import {describe, expect, it} from 'vitest'
import {familyOf, logIn} from '../../../../src/devices/draytek/login/login.ts'
import {AuthError} from '../../../../src/errors.ts'
import {Dialogue} from '../../../../src/transports/dialogue/dialogue.ts'
import {type Batch, scripted} from '../../transports/dialogue/scripted.ts'

/** Logs in to a device that prints the first batch by itself and the others in answer to what is typed. */
async function login(...batches: readonly Batch[]) {
	const {wire, typed} = scripted(...batches)
	wire.send('')
	const dialogue = new Dialogue(wire, new AbortController().signal)
	const known = {username: 'admin', password: async () => 'secret', prompt: undefined}
	const result = await logIn(dialogue, known).catch((error: unknown) => error)
	return {result, typed: typed.slice(1)}
}

it.each<[string, readonly Batch[], string[]]>([
	[
		'account and password',
		[['\r\nAccount:'], ['admin\r\nPassword: '], ['******\r\n\r\nType ? for command help\r\n\r\nDrayTek> ']],
		['admin\r', 'secret\r'],
	],
	[
		'the account twice',
		[['\r\nAccount:'], ['\r\nAccount:admin\r\nPassword: '], ['\r\n> ']],
		['admin\r', 'secret\r'],
	],
	[
		'the account twice, cut after the colon',
		[
			['\r\nAcc', 'ount:'],
			['\r', '\nAccount:', 'admin\r\nPassword:', ' '],
			['\r\n>', ' '],
		],
		['admin\r', 'secret\r'],
	],
	['DrayOS 5', [['Username: '], ['admin\r\nPassword:'], ['\r\nvigor> ']], ['admin\r', 'secret\r']],
	['password only', [['Password: '], ['\r\n> ']], ['secret\r']],
	['nothing', [['\r\nDrayTek> ']], []],
	['a banner with signs', [['<< Welcome > >>\r\n', 'Password: '], ['\r\nMy modem> ']], ['secret\r']],
])('answers %s once', async (_name, batches, expected) => {
	const {result, typed} = await login(...batches)
	expect(typed).toEqual(expected)
	expect(result).toMatch(/> $/)
	expect(result).not.toContain('*')
})

it.each<[string, readonly Batch[]]>([
	['asks for the account again', [['Account:'], ['admin\r\nPassword: '], ['***\r\nAccount:']]],
	['asks for the password again', [['Password: '], ['\r\nWrong\r\nPassword: ']]],
	['closes after the password', [['Account:'], ['admin\r\nPassword: '], [null]]],
	['asks for nothing but names', [['Account:'], ['\r\nAccount:', '\r\nAccount:', '\r\nAccount:']]],
])('takes it for a refusal where a device %s', async (_name, batches) => {
	const {result, typed} = await login(...batches)
	expect(result).toBeInstanceOf(AuthError)
	expect(typed.filter(text => text === 'secret\r').length).toBeLessThan(2)
})

describe('familyOf', () => {
	it.each([
		['\nAccount:admin\nPassword: \n\nDrayTek> ', 'classic'],
		['\nUsername: admin\nPassword:\n\nvigor> ', 'drayos5'],
		['Password: \n\n> ', 'adsl'],
		['\nvigor> ', 'drayos5'],
		['\nVigor> ', 'classic'],
		['\n> ', 'classic'],
	])('of %j is %s', (transcript, family) => {
		expect(familyOf(transcript)).toBe(family)
	})
})
