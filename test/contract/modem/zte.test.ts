import {X509Certificate} from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {deviceLines, poll, startWeb} from './against.ts'

const H267A = 'zte-h267a-h267a--training-stale'
const H1600 = 'zte-h1600-h2640--35b'
const H1600_LINE = 'zte-h1600-h388x--adsl2plus'

describe('zte-h267a', () => {
	it('asks six times, opens the page of the data, and logs out', async () => {
		await using modem = await startWeb(H267A)
		const {status} = await poll(modem, ['zte-h267a'])
		expect(status).toBe(0)
		expect(modem.requests).toEqual([
			'GET /',
			'GET /function_module/login_module/login_page/logintoken_lua.lua',
			'POST /',
			'GET /getpage.lua?pid=1002&nextpage=Internet_AdminInternetStatus_DSL_t.lp',
			'GET /common_page/internet_dsl_interface_lua.lua',
			'POST /',
		])
		expect(modem.state).toMatchObject({logins: 1, logouts: 1, session: undefined})
	})

	it('tries a wrong password once, and says what the modem said', async () => {
		await using modem = await startWeb(H267A, {password: 'another'})
		const {status, stdout, stderr} = await poll(modem, ['zte-h267a'])
		expect(status).toBe(4)
		expect(stderr).toBe(
			'E! 127.0.0.1 refused the login of "admin": User information is error. Check the name and the password; firmwares that ask for a captcha or encrypt their forms cannot be polled.\n',
		)
		expect(stdout).toMatch(/^linestat_poll,device=zte,.*result="auth",result_code=4i,up=0i$/m)
		expect(modem.state).toMatchObject({logins: 1, logouts: 0})
	})

	it('does not try while the modem is locked', async () => {
		await using modem = await startWeb(H267A, {password: 'another'})
		for (let attempt = 0; attempt < 2; attempt += 1) await poll(modem, ['zte-h267a'])
		const third = await poll(modem, ['zte-h267a'])
		expect(third.status).toBe(4)
		expect(third.stderr).toContain('takes no login for 60 s')
	})

	it('does not throw another user out', async () => {
		await using modem = await startWeb(H267A, {isBusy: true})
		const {status, stdout, stderr} = await poll(modem, ['zte-h267a'])
		expect(status).toBe(3)
		expect(stderr).toContain('Another user is logged in to the web pages of 127.0.0.1. Log out there, wait')
		expect(stdout).toContain('result="refused"')
		expect(modem.state.other).toBeDefined()
	})

	it('throws another user out when asked to', async () => {
		await using modem = await startWeb(H267A, {isBusy: true})
		const {status} = await poll(modem, ['zte-h267a', '--preempt'])
		expect(status).toBe(0)
		expect(modem.state).toMatchObject({other: undefined, logouts: 1})
	})

	it('says that the password is missing', async () => {
		await using modem = await startWeb(H267A)
		const {status, stdout, stderr} = await poll(modem, ['zte-h267a'], {
			env: {LINESTAT_MODEM_PASSWORD: undefined},
		})
		expect(status).toBe(6)
		expect(stdout).toContain('result="config"')
		expect(stderr).toContain('The password of "admin" on 127.0.0.1 is missing. Use --password-file')
		expect(modem.requests).toEqual([])
	})

	it('gives up where no page leads to the data, after a second login, and logs out', async () => {
		await using modem = await startWeb(H267A, {context: 'somewhere else'})
		const {status, stderr} = await poll(modem, ['zte-h267a'])
		expect(status).toBe(5)
		expect(stderr).toContain('it said SessionTimeout')
		expect(modem.state).toMatchObject({logins: 2, logouts: 2, session: undefined})
	})

	it('knows the other family by its front page', async () => {
		await using modem = await startWeb(H1600)
		const {status, stderr} = await poll(modem, ['zte-h267a'])
		expect(status).toBe(5)
		expect(stderr).toContain('zte-h1600 may fit')
	})
})

describe('zte-h1600', () => {
	it.each([
		['', {sess_token: 'x', loginErrType: ''}],
		['loginErrMsg present and empty', {sess_token: 'x', loginErrMsg: '', login_need_refresh: false}],
		['login_need_refresh 0', {sess_token: 'x', login_need_refresh: 0, lockingTime: 0}],
	])('asks six times, and logs out: %s', async (_name, loginAnswer) => {
		await using modem = await startWeb(H1600_LINE, {loginAnswer})
		const {status} = await poll(modem, ['zte-h1600'])
		expect(status).toBe(0)
		expect(modem.requests).toEqual([
			'GET /?_type=loginData&_tag=login_entry',
			'GET /?_type=loginData&_tag=login_token',
			'POST /?_type=loginData&_tag=login_entry',
			'GET /?_type=menuView&_tag=dslWanStatus&Menu3Location=0',
			'GET /?_type=menuData&_tag=dsl_interface_status_lua.lua',
			'POST /?_type=loginData&_tag=logout_entry',
		])
		expect(modem.state).toMatchObject({logins: 1, logouts: 1, session: undefined})
	})

	it.each([true, 1])('asks six times where the login wants a refresh that nobody needs: %s', async word => {
		const loginAnswer = {sess_token: 'x', login_need_refresh: word, loginErrType: ''}
		await using modem = await startWeb(H1600_LINE, {loginAnswer})
		expect((await poll(modem, ['zte-h1600'])).status).toBe(0)
		expect(modem.requests).toHaveLength(6)
	})

	it('loads the main page where the login forgot to say so', async () => {
		await using modem = await startWeb(H1600_LINE, {needsMainPage: true, loginAnswer: {sess_token: 'x'}})
		expect((await poll(modem, ['zte-h1600'])).status).toBe(0)
		expect(modem.state).toMatchObject({logins: 1, logouts: 1})
	})

	it('begins again, once, where the page has expired', async () => {
		await using modem = await startWeb(H1600_LINE, {isStaleOnce: true})
		expect((await poll(modem, ['zte-h1600'])).status).toBe(0)
		expect(modem.state).toMatchObject({logins: 1, logouts: 1})
	})

	it('tries a wrong password once, and none while it is locked', async () => {
		await using modem = await startWeb(H1600_LINE, {password: 'another'})
		const first = await poll(modem, ['zte-h1600'])
		expect(first.status).toBe(4)
		expect(first.stderr).toContain('"admin": User information is error, please input again. Check the name')
		await poll(modem, ['zte-h1600'])
		expect((await poll(modem, ['zte-h1600'])).stderr).toContain('takes no login for 60 s')
		expect((await poll(modem, ['zte-h1600'])).stderr).toContain('takes no login for 42 s')
		expect(modem.state.logins).toBe(3)
	})

	it('tells another user from a wrong password', async () => {
		await using modem = await startWeb(H1600_LINE, {isBusy: true})
		const {status, stdout, stderr} = await poll(modem, ['zte-h1600'])
		expect(status).toBe(3)
		expect(stdout).toContain('result="refused"')
		expect(stderr).toContain('Another user is logged in')
	})

	it('keeps the line where the page of the WAN connections fails', async () => {
		const fault = {at: 'wan_internet', how: 'error'} as const
		await using modem = await startWeb(H1600, {fault})
		const {status, stdout, stderr} = await poll(modem, ['zte-h1600', '--sections', 'wan'])
		expect(status).toBe(0)
		expect(stdout).toContain('rate_bps=40315000i')
		expect(stdout).toContain('result="partial"')
		expect(stderr).toMatch(
			/^W! zte 127\.0\.0\.1: 1 of 1 sections failed: wan \(127\.0\.0\.1 answered GET .* HTTP 500/,
		)
		expect(modem.state.logouts).toBe(1)
	})

	it('knows the other family by its login page', async () => {
		await using modem = await startWeb(H267A)
		const {status, stderr} = await poll(modem, ['zte-h1600'])
		expect(status).toBe(5)
		expect(stderr).toContain('zte-h267a may fit')
	})
})

describe('requests of the first polls, and of all later ones', () => {
	const H369A = {context: 'InternetStatusforRoute_DSL'}
	const OTHER_PID = {context: 'pid=123&nextpage=Internet_AdminInternetStatus_DSL'}

	it.each([
		['zte-h267a', 'any', {}, [6, 6]],
		['zte-h267a', 'an H369A', H369A, [8, 6]],
		['zte-h267a', 'one with other addresses', OTHER_PID, [10, 6]],
		['zte-h267a', 'one that wants its main page loaded', {needsMainPage: true}, [18, 7]],
		['zte-h1600', 'any', {}, [6, 6]],
		[
			'zte-h1600',
			'one that wants nothing but its main page',
			{needsMainPage: true, needsNoStatusPage: true},
			[8, 6],
		],
		['zte-h1600', 'one that wants both its pages', {needsMainPage: true}, [8, 8, 7]],
		[
			'zte-h1600',
			'one that ends the session of who asks too early',
			{needsMainPage: true, isStrict: true},
			[17, 7],
		],
	] as const)('%s, %s', async (model, _name, behaviour, counts) => {
		const dir = folder()
		for (const [count] of [...counts, counts.at(-1) ?? 0].entries()) {
			await using modem = await startWeb(model === 'zte-h267a' ? H267A : H1600_LINE, behaviour)
			const {status, stderr} = await poll(modem, [model, '--state-dir', dir])
			expect({status, stderr}).toEqual({status: 0, stderr: ''})
			expect(modem.requests).toHaveLength(counts[count] ?? counts.at(-1) ?? 0)
			expect(modem.state.session).toBeUndefined()
		}
	})

	it('of a session that is lost: logs in again', async () => {
		await using modem = await startWeb(H267A, {losesSession: true})
		expect((await poll(modem, ['zte-h267a'])).status).toBe(0)
		expect(modem.state).toMatchObject({logins: 2, session: undefined})
	})

	it('are no fewer without a folder for state, of which nothing is said', async () => {
		const file = path.join(folder({notes: 'no folder'}), 'notes')
		for (const _poll of [1, 2]) {
			await using modem = await startWeb(H267A, H369A)
			const {status, stderr} = await poll(modem, ['zte-h267a'], {env: {STATE_DIRECTORY: `${file}/state`}})
			expect({status, stderr}).toEqual({status: 0, stderr: ''})
			expect(modem.requests).toHaveLength(8)
		}
	})

	it('do not depend on a way that is no longer known', async () => {
		const dir = folder()
		await using old = await startWeb(H267A, H369A)
		await poll(old, ['zte-h267a', '--state-dir', dir])
		await using updated = await startWeb(H267A)
		expect((await poll(updated, ['zte-h267a', '--state-dir', dir])).status).toBe(0)
		await using again = await startWeb(H267A)
		await poll(again, ['zte-h267a', '--state-dir', dir])
		expect(again.requests).toHaveLength(6)
	})
})

describe.each([
	['zte-h267a', H267A, 'internet_dsl_interface'],
	['zte-h1600', H1600_LINE, 'dsl_interface_status'],
] as const)('%s with bad manners', (model, fixture, page) => {
	it.each([
		['hang', 3, 'timeout', 'did not answer within 0.4 s'],
		['close', 3, 'unreachable', 'closed the connection'],
		['error', 3, 'unreachable', 'HTTP 500'],
		['cut', 5, 'protocol', 'cut off. Try again'],
		['garbage', 5, 'protocol', 'is no data page'],
		['flood', 5, 'protocol', 'sent more than'],
	] as const)('ends within the deadline and logs out: %s', async (how, status, result, message) => {
		await using modem = await startWeb(fixture, {fault: {at: page, how}})
		const timeoutMs = how === 'flood' ? 4000 : 400
		const ran = await poll(modem, [model, '--timeout', `${timeoutMs}ms`])
		expect(ran.stderr).toMatch(/^E! [^\n]+\n$/)
		expect(ran.stderr).toContain(message)
		expect(ran.status).toBe(status)
		expect(ran.stdout).toMatch(new RegExp(`result="${result}",result_code=${status}i,up=0i$`, 'm'))
		expect(ran.seconds).toBeLessThan(timeoutMs / 1000 + 1)
		expect(deviceLines(ran.stdout)).toEqual([])
		// A tenth of so short a deadline may end before the log-out has arrived.
		await expect.poll(() => modem.state.logouts).toBe(1)
	})

	it('does not wait long for a log-out that is not answered', async () => {
		const fault = {at: 'POST /', nth: 2, how: 'hang'} as const
		await using modem = await startWeb(fixture, {fault})
		const {status, stdout, seconds} = await poll(modem, [model])
		expect(status).toBe(0)
		expect(stdout).toContain('result="ok"')
		expect(modem.state.logouts).toBe(1)
		expect(seconds).toBeLessThan(2.5)
	})

	it('logs out of a login whose answer came too late', async () => {
		const fault = {at: 'POST /', nth: 1, how: 'hang'} as const
		await using modem = await startWeb(fixture, {fault})
		const {status, stdout, seconds} = await poll(modem, [model, '--timeout', '400ms'])
		expect(status).toBe(3)
		expect(stdout).toContain('result="timeout"')
		expect(seconds).toBeLessThan(1.5)
		// The login, and the log-out.
		await expect.poll(() => modem.requests.filter(one => one.startsWith('POST'))).toHaveLength(2)
	})

	it('says that nobody listens', async () => {
		const modem = await startWeb(fixture)
		await modem[Symbol.asyncDispose]()
		const {status, stderr} = await poll(modem, [model])
		expect(status).toBe(3)
		expect(stderr).toContain('refused the connection')
	})
})

describe('over TLS', () => {
	const tls = {
		key: fs.readFileSync('fixtures/tls/localhost.key', 'utf8'),
		cert: fs.readFileSync('fixtures/tls/localhost.crt', 'utf8'),
	}
	const {fingerprint256} = new X509Certificate(tls.cert)

	it('is read with its fingerprint', async () => {
		await using modem = await startWeb(H1600, {tls})
		const {status, stdout} = await poll(modem, ['zte-h1600', '--tls', '--tls-fingerprint', fingerprint256])
		expect(status).toBe(0)
		expect(stdout).toContain('rate_bps=40315000i')
	})

	it('is told nothing where nobody vouches for it', async () => {
		await using modem = await startWeb(H1600, {tls})
		const {status, stderr} = await poll(modem, ['zte-h1600', '--tls'])
		expect(status).toBe(4)
		expect(stderr).toContain('use --tls-fingerprint')
		expect(modem.requests).toEqual([])
	})
})
