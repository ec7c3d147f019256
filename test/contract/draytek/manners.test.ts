import {beforeAll, describe, expect, it} from 'vitest'
import type {VigorOptions} from '../../simulators/draytek.ts'
import {startVigor} from '../../simulators/draytek.ts'
import {deviceLines, FIXTURE, poll, pollOnce, switchOn} from './against.ts'

/** Whatever a device does to its text on the way, the points are the same. */
let plain: string[]

beforeAll(async () => {
	const device = await startVigor({fixture: FIXTURE})
	plain = deviceLines((await poll(device)).stdout)
	await device.close()
	expect(plain.length).toBeGreaterThan(5)
})

const MANNERS: readonly (readonly [string, Partial<VigorOptions>])[] = [
	['no options', {negotiate: 'none'}],
	['options first', {negotiate: 'first'}],
	['options in the middle of output', {negotiate: 'late'}],
	['options without end', {negotiate: 'storm'}],
	['Telnet commands, NUL and BEL everywhere', {noise: true}],
	['LF CR', {eol: '\n\r'}],
	['LF', {eol: '\n'}],
	['CR CR LF', {eol: '\r\r\n'}],
	['colours', {ansi: true}],
	['the account asked for twice', {twice: true}],
	['no echo', {echo: 'no'}],
	['the prompt printed again before the echo', {echo: 'reprint'}],
	['no login at all', {dialect: 'none'}],
	['an empty name', {prompt: '> '}],
	['a name with blanks, dots and signs', {prompt: 'My Modem no. 1_a-b (attic)> '}],
	['a name with ">"', {prompt: 'A>B> c> '}],
	['a name in another script', {prompt: '\u00fcber> '}],
	['a pager', {page: 23}],
	['a pager after each line', {page: 1}],
	['a pager without its last dashes', {page: 10, marker: 'short'}],
	['a pager that wipes itself', {page: 10, marker: 'wiped'}],
]

describe.each(MANNERS)('%s', (_name, manners) => {
	it.each([undefined, 1, 7])('in segments of %s bytes', async chunk => {
		const size = chunk === undefined ? {} : {chunk}
		const {status, stdout, stderr, seen} = await pollOnce({...manners, ...size})
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(deviceLines(stdout)).toEqual(plain)
		expect(seen.left).toBe(true)
		expect(seen.keys.every(key => key === ' ')).toBe(true)
		expect(seen.negotiated.length).toBeLessThan(2100)
	})
})

it('answers options as a Vigor wants them', async () => {
	const {seen} = await pollOnce({})
	expect(seen.negotiated).toEqual(['DO 1', 'DO 3', 'WONT 31', 'WONT 24'])
})

it('takes a prompt that only the user knows', async () => {
	const {status, stdout} = await pollOnce({prompt: 'modem:~$ '}, '--prompt', 'modem:~$')
	expect(status).toBe(0)
	expect(deviceLines(stdout)).toEqual(plain)
})

it('says how to give a prompt that it does not know', async () => {
	const device = await switchOn({prompt: 'modem:~$ '})
	const {status, stderr} = await poll(device, ['--timeout', '2s'])
	expect(status).toBe(3)
	expect(stderr).toMatch(
		/did not send a command prompt in time\. If "modem:~\$" is its prompt, give it with --prompt; else give it more time /,
	)
})

it('asks nothing while a slow device is busy', async () => {
	const {status, seen} = await pollOnce({busyMs: 30, latencyMs: 5})
	expect(status).toBe(0)
	expect(seen.commands).toEqual(['vdsl status', 'vdsl status more', 'vdsl status counts', 'exit'])
})
