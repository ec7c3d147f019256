import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {draytekFixture} from '../fixtures/draytek.ts'
import {startVigor, type VigorOptions} from '../simulators/draytek.ts'
import {installed} from './installed.ts'
import {linestat} from './program.ts'
import {startTelnetd, type Telnetd} from './servers/telnetd.ts'
import {untilTrue} from './servers/until.ts'

const FIXTURE = 'vigor130-3.8.12--17a'
const {here, note} = installed('telnetd')

describe.runIf(here)(`a real Telnet server and a real terminal${note}`, () => {
	let telnetd: Telnetd
	beforeAll(async () => {
		telnetd = await startTelnetd(draytekFixture(FIXTURE).answers)
	})
	afterAll(() => telnetd[Symbol.asyncDispose]())

	const poll = (password: string, ...args: string[]) =>
		linestat(
			['draytek', '--host', '127.0.0.1', '--port', String(telnetd.port), '--timestamp', 'none', ...args],
			{env: {LINESTAT_DRAYTEK_PASSWORD: password}},
		)
	const deviceLines = (stdout: string) => stdout.split('\n').filter(line => !line.startsWith('linestat_'))

	it('is read, and left with exit', async () => {
		const before = telnetd.log().length
		const {status, stdout, stderr} = await poll('secret')
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		const replayed = await linestat(
			[
				'draytek',
				'--host',
				'127.0.0.1',
				'--replay',
				`fixtures/draytek/${FIXTURE}.txt`,
				'--timestamp',
				'none',
			],
			{env: {}},
		)
		expect(deviceLines(stdout)).toEqual(deviceLines(replayed.stdout))
		await untilTrue('the session', async () => telnetd.log().at(-1) === 'exit')
		const commands = ['vdsl status', 'vdsl status more', 'vdsl status counts']
		expect(telnetd.log().slice(before)).toEqual(['login admin', ...commands, 'exit'])
	})

	it('is read several times in a row', async () => {
		for (let round = 0; round < 3; round += 1) expect((await poll('secret')).status).toBe(0)
	})

	it('refuses a wrong password, which is tried once', async () => {
		const before = telnetd.log().length
		const {status, stderr} = await poll('another')
		expect(status).toBe(4)
		expect(stderr).toMatch(/^E! 127\.0\.0\.1:\d+ refused the login of "admin" \("Login incorrect"\)/)
		expect(telnetd.log().slice(before)).toEqual(['login admin'])
	})
})

describe('a process', () => {
	it.each<[string, VigorOptions['fault'], number, number]>([
		['the greeting does not come', {at: 'connect', how: 'hang'}, 3, 1],
		['the login hangs', {at: 'password', how: 'hang'}, 3, 1],
		['an answer hangs', {at: 'answer', how: 'hang'}, 3, 1],
		['an answer has no end', {at: 'answer', how: 'endless'}, 5, 4],
		['the connection breaks', {at: 'answer', how: 'reset'}, 3, 0],
		['the device does not close', {at: 'exit', how: 'hang'}, 0, 0],
	])('ends in time where %s', async (_name, fault, status, seconds) => {
		const vigor = await startVigor({fixture: FIXTURE, ...(fault && {fault})})
		const ran = await linestat(
			['draytek', '--host', '127.0.0.1', '--port', String(vigor.port), '--timeout', `${seconds || 10}s`],
			{env: {LINESTAT_DRAYTEK_PASSWORD: 'secret'}},
		)
		await vigor.close()
		expect(ran.status).toBe(status)
		// Node itself starts in a tenth of that.
		expect(ran.seconds).toBeLessThan(seconds + 1)
		expect(ran.stdout).toMatch(/^linestat_poll,/m)
	})
})
