import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import type {VigorOptions} from '../../simulators/draytek.ts'
import {poll, pollOnce, switchOn} from './against.ts'

it.each<[string, Partial<VigorOptions>]>([
	['account and password', {dialect: 'account'}],
	['user name and password', {dialect: 'username'}],
	['password only', {dialect: 'password'}],
	['the account asked for twice', {twice: true}],
])('tries a refused password once: %s', async (_name, manners) => {
	const {status, stdout, stderr, seen} = await pollOnce({...manners, password: 'another'}, '--debug')
	expect(status).toBe(4)
	expect(stdout).toContain('result="auth",result_code=4i,up=0i')
	expect(stderr).toMatch(/^E! 127\.0\.0\.1:\d+ refused the login of "admin" \("Login incorrect"\)\. Check /)
	expect(stderr).not.toContain('secret')
	expect(seen.passwords).toEqual(['secret'])
	expect(seen.commands).toEqual([])
})

it('calls a device that closes after the password a refusal', async () => {
	const {status, stderr} = await pollOnce({fault: {at: 'password', how: 'close'}})
	expect(status).toBe(4)
	expect(stderr).toContain('refused the login of "admin"')
})

it('sends no password where none is known', async () => {
	const device = await switchOn()
	const {status, stdout, stderr} = await poll(device, [], {env: {LINESTAT_DRAYTEK_PASSWORD: undefined}})
	expect(status).toBe(6)
	expect(stdout).toContain('result="config",result_code=6i,up=0i')
	expect(stderr).toMatch(
		/The password of "admin" on 127\.0\.0\.1:\d+ is missing\. Use --password-file, .*LINESTAT_DRAYTEK_PASSWORD/,
	)
	await device.idle()
	expect(device.seen[0]?.passwords).toEqual([])
})

it('keeps a password out of the capture that the device prints', async () => {
	const file = path.join(folder(), 'capture')
	const device = await switchOn({tellsPassword: true})
	const {status, stderr} = await poll(device, ['--capture', file, '--debug'])
	expect(status).toBe(0)
	expect(fs.readFileSync(file, 'utf8')).toMatch(/^\|Account:admin\n\|Password: *\n/m)
	expect(stderr + fs.readFileSync(file, 'utf8')).not.toContain('secret')
})

it.each([
	['', 'closed the connection before the login. No session may be free'],
	[
		'Too many sessions\n',
		'closed the connection before the login ("Too many sessions"). No session may be free',
	],
])('says that no session is free: %j', async (apology, message) => {
	const device = await switchOn({sessions: 0, apology})
	const {status, stdout, stderr} = await poll(device)
	expect(status).toBe(3)
	expect(stdout).toContain('result="refused",result_code=3i')
	expect(stderr).toContain(message)
})

it('can poll again and again a device with one session', async () => {
	const device = await switchOn({sessions: 1})
	for (let round = 0; round < 3; round += 1) {
		expect((await poll(device)).status).toBe(0)
		await device.idle()
	}
})

it('gets the words of a lock-out right', async () => {
	const device = await switchOn({password: 'another', lockAfter: 1, apology: 'Your address is blocked\n'})
	expect((await poll(device)).status).toBe(4)
	const {status, stderr} = await poll(device)
	expect(status).toBe(3)
	expect(stderr).toContain('("Your address is blocked")')
})

it.each([
	['SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n', 'an SSH server'],
	['220 printer FTP server ready\r\n', 'a mail or FTP server'],
	['Debian GNU/Linux 12\nserver login: ', 'the login of another system'],
])('knows at once that %j is no Vigor', async (greeting, what) => {
	const {status, stdout, stderr, seen} = await pollOnce({greeting}, '--timeout', '1h')
	expect(status).toBe(5)
	expect(stdout).toContain('result="protocol",result_code=5i')
	expect(stderr).toContain(`is no DrayTek command line: it answers with ${what}. Check --host`)
	expect([seen.names, seen.passwords]).toEqual([[], []])
})

it('quotes what else is there', async () => {
	const device = await switchOn({greeting: 'Welcome to the coffee machine\r\n'})
	const {status, stderr} = await poll(device, [], {late: device.failed})
	expect(status).toBe(5)
	expect(stderr).toContain('it answers with "Welcome to the coffee machine"')
})

it('says where nobody listens', async () => {
	const device = await switchOn()
	await device.close()
	const {status, stdout, stderr} = await poll(device)
	expect(status).toBe(3)
	expect(stdout).toContain('result="refused"')
	expect(stderr).toMatch(/Cannot connect to 127\.0\.0\.1:\d+: connect ECONNREFUSED/)
})
