import {describe, expect, it} from 'vitest'
import type {Mode} from '../../simulators/firewall.ts'
import {pointsOf, startBench} from './bench.ts'

const format = ['--format', 'influx']
const PASSWORD = {LINESTAT_PFSENSE_PASSWORD: 'pfsense pass'}
const USER = ['--username', 'poller']
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjoicG9sbGVyIn0.c2lnbmF0dXJlLW9mLWE'

const bench = (api: 'v1' | 'v2', mode: Mode) =>
	startBench({api, mode, fixture: api === 'v1' ? 'dhcp' : 'pppoe'})

it.each([
	['v1', ['--api', 'v1']],
	['v2', []],
] as const)('%s takes a user and a password, in two requests', async (api, args) => {
	await using pfsense = await bench(api, 'basic')
	const ran = await pfsense.poll([...format, ...args, ...USER, '--auth', 'basic'], {env: PASSWORD})
	expect(ran).toMatchObject({status: 0, stderr: ''})
	expect(pointsOf(ran, 'wan')[0]).toContain('up=1i')
	expect(pfsense.firewall.requests).toHaveLength(2)
})

it('v2 gives out a token for the password, which is asked for once', async () => {
	await using pfsense = await bench('v2', 'jwt')
	const ran = await pfsense.poll([...format, ...USER, '--auth', 'jwt', '--debug'], {env: PASSWORD})
	expect(ran.status).toBe(0)
	expect(pointsOf(ran, 'wan_gateway')[0]).toContain('up=1i')
	expect(ran.stdout + ran.stderr).not.toMatch(/eyJ|pfsense pass/)
	const asked = pfsense.firewall.requests.map(({method, path}) => `${method} ${path}`)
	expect(asked[0]).toBe('POST /api/v2/auth/jwt')
	expect(asked).toHaveLength(3)
	// The password is sent for the token, and with nothing else.
	const carried = pfsense.firewall.requests.map(({headers}) => headers.authorization?.split(' ')[0])
	expect(carried).toEqual(['Basic', 'Bearer', 'Bearer'])
})

it.each([
	['v1', ['--api', 'v1']],
	['v2', []],
] as const)('%s takes a token that was made elsewhere as the key', async (api, args) => {
	await using pfsense = await bench(api, 'jwt')
	const ran = await pfsense.poll([...format, ...args], {env: {LINESTAT_PFSENSE_KEY: TOKEN}})
	expect(ran).toMatchObject({status: 0, stderr: ''})
	expect(pfsense.firewall.requests).toHaveLength(2)
})

describe('what goes wrong', () => {
	it('a wrong password for a token is sent once', async () => {
		await using pfsense = await bench('v2', 'jwt')
		const env = {LINESTAT_PFSENSE_PASSWORD: 'hunter2'}
		const ran = await pfsense.poll([...format, ...USER, '--auth', 'jwt', '--debug'], {env})
		expect(ran.status).toBe(4)
		expect(ran.stderr).toContain('POST /api/v2/auth/jwt: HTTP 401 (Authentication failed.)')
		expect(ran.stderr).toContain('Check the user and the password before the next poll')
		expect(ran.stdout + ran.stderr).not.toContain('hunter2')
		expect(pfsense.firewall.requests).toHaveLength(1)
	})

	it.each([
		[{status: 200, body: '{"code":200,"status":"ok","data":[]}'}, 5, 'the answer has no token'],
		[{status: 200, body: '<html>'}, 5, 'sent HTML'],
		[{status: 403, body: '{"message":"Authorization failed."}'}, 4, 'api-v2-auth-jwt-post'],
		[{status: 302, headers: {location: 'http://elsewhere.example/'}, body: ''}, 5, 'HTTP 302'],
	])('no token: %j', async (reply, status, words) => {
		await using pfsense = await bench('v2', 'jwt')
		pfsense.firewall.replies.set('login', reply)
		const ran = await pfsense.poll([...format, ...USER, '--auth', 'jwt'], {env: PASSWORD})
		expect(ran.status).toBe(status)
		expect(ran.stderr).toMatch(/^E! [^\n]+\n$/)
		expect(ran.stderr).toContain(words)
		expect(pfsense.firewall.requests).toHaveLength(1)
	})

	it.each([
		[['--auth', 'basic'], {}, 6, 'The password of the pfSense is missing. Use --password-file'],
		[['--auth', 'jwt'], {}, 6, 'The password of the pfSense is missing'],
		[['--auth', 'jwt', '--api', 'v1'], PASSWORD, 2, '--auth jwt is a login of API v2'],
		[['--auth', 'magic'], PASSWORD, 2, '--auth'],
	])('%j with %j asks nothing', async (args, env, status, words) => {
		await using pfsense = await bench('v2', 'basic')
		const ran = await pfsense.poll([...format, ...args], {env})
		expect(ran.status).toBe(status)
		expect(ran.stderr).toContain(words)
		expect(pfsense.firewall.requests).toEqual([])
	})

	it('a firewall that nobody can reach is no login', async () => {
		const pfsense = await bench('v2', 'jwt')
		await pfsense[Symbol.asyncDispose]()
		const ran = await pfsense.poll([...format, ...USER, '--auth', 'jwt'], {env: PASSWORD})
		expect(ran.status).toBe(3)
		expect(ran.stderr).toContain('refused the connection')
	})
})
