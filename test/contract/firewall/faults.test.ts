import {describe, expect, it} from 'vitest'
import type {Ran} from '../../run.ts'
import type {Api, Reply} from '../../simulators/firewall.ts'
import type {Fault} from '../../simulators/freebox/faults.ts'
import {pointsOf, startBench} from './bench.ts'

const FIXTURES = {v1: 'dhcp', v2: 'pppoe', opnsense: 'two-wans'} as const
const apis = Object.keys(FIXTURES) as Api[]
const format = ['--format', 'influx', '--timeout', '1s']

const json = (status: number, value: unknown, headers = {}): Reply => ({
	status,
	headers,
	body: JSON.stringify(value),
})
const page = (status: number, headers = {}): Reply => ({
	status,
	headers: {'content-type': 'text/html', ...headers},
	body: '<html><body>Login</body></html>',
})

/** One line, and nothing of the key. */
function expectOneLine({stdout, stderr}: Ran, level: 'E' | 'W'): void {
	expect(stderr).toMatch(new RegExp(`^${level}! [^\\n]+\\n$`))
	expect(stdout + stderr).not.toMatch(/0f1e2d3c|5f2d8a0b|XeD26XVr|w86XNZob|Basic /)
}

describe.each(apis)('%s answers for both questions', api => {
	const replies: readonly [Reply, number, string, string][] = [
		[json(401, {message: 'Authentication failed'}), 4, 'auth', 'locks this address out'],
		[json(403, {message: 'Authorization failed'}), 4, 'auth', 'the privilege'],
		[page(404), 5, 'protocol', 'HTTP 404. Check that'],
		[json(500, {message: 'Process encountered unexpected error'}), 5, 'protocol', 'unexpected error'],
		[page(503, {'retry-after': '30'}), 3, 'refused', 'poll less often than every 30 s'],
		[page(302, {location: '/'}), 5, 'protocol', 'HTTP 302 to /. Check that the API is turned on'],
		[page(301, {location: 'https://fw.example/api/v1/'}), 5, 'protocol', 'Use --host https://fw.example'],
		[page(200), 5, 'protocol', 'sent HTML'],
		[{status: 200, body: '{"status":"ok","data":[{'}, 5, 'protocol', 'broken JSON'],
		[{status: 200}, 5, 'protocol', 'sent nothing'],
		[{status: 200, headers: {'content-type': 'text/plain'}, body: 'hello'}, 5, 'protocol', 'no JSON'],
		[json(200, {status: 'ok', code: 200, data: {}, rows: {}, items: {}}), 5, 'protocol', 'the answer has no'],
		[json(200, []), 5, 'protocol', 'the answer has no'],
	]

	it.each(replies)('%j: status %i, %s', async (reply, status, result, words) => {
		await using bench = await startBench({api, fixture: FIXTURES[api]})
		bench.firewall.replies.set('always', reply)
		const ran = await bench.poll(format)
		expect(ran.status).toBe(status)
		expect(ran.stderr).toContain(words.replace('the privilege', api === 'v1' ? 'the privileges' : words))
		expectOneLine(ran, 'E')
		expect(pointsOf(ran, 'linestat_poll')[0]).toContain(`errors=2i,points=2i,result="${result}"`)
		// Asked once each: no retry, no redirect followed.
		expect(bench.firewall.requests).toHaveLength(2)
	})
})

describe.each(apis)('%s, one question of two', api => {
	const faults: readonly [Fault, string][] = [
		['hang', 'timeout'],
		['close', 'unreachable'],
		['cut', 'unreachable'],
		['html', 'protocol'],
		['empty', 'protocol'],
		['flood', 'protocol'],
		[{status: 500}, 'protocol'],
		[{status: 403}, 'auth'],
	]

	it.each(faults)('%j costs only its own part (%s)', async (fault, result) => {
		await using bench = await startBench({api, fixture: FIXTURES[api]})
		bench.firewall.faults.set('gateways', fault)
		const ran = await bench.poll(format)
		expect(ran.status).toBe(0)
		expect(ran.seconds).toBeLessThan(2)
		expectOneLine(ran, 'W')
		expect(pointsOf(ran, 'wan')[0]).toContain('up=1i')
		expect(pointsOf(ran, 'wan_gateway')).toEqual([])
		expect(ran.stdout).toMatch(
			new RegExp(`^linestat_section,.*section=gateways.*result="${result}",up=0i`, 'm'),
		)
		expect(pointsOf(ran, 'linestat_poll')[0]).toContain('result="partial"')
	})

	it('gateways are printed where interfaces fail, and --strict says so', async () => {
		await using bench = await startBench({api, fixture: FIXTURES[api]})
		bench.firewall.faults.set('interfaces', {status: 500})
		const ran = await bench.poll([...format, '--strict'])
		expect(ran.status).toBe(7)
		expect(pointsOf(ran, 'wan')).toEqual([])
		expect(pointsOf(ran, 'wan_gateway')[0]).toContain('up=1i')
	})

	it('waits for a slow one, and asks both at once', async () => {
		await using bench = await startBench({api, fixture: FIXTURES[api]})
		bench.firewall.faults.set('interfaces', {delayMs: 150})
		bench.firewall.faults.set('gateways', {delayMs: 150})
		const ran = await bench.poll(format)
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(bench.firewall.atOnce).toBe(2)
	})
})

it.each(apis)('%s that never answers costs the deadline', async api => {
	await using bench = await startBench({api, fixture: FIXTURES[api]})
	bench.firewall.faults.set('interfaces', 'hang')
	bench.firewall.faults.set('gateways', 'hang')
	const ran = await bench.poll(['--format', 'influx', '--timeout', '500ms'])
	expect(ran.status).toBe(3)
	expect(ran.seconds).toBeLessThan(1.5)
	expectOneLine(ran, 'E')
	expect(pointsOf(ran, 'linestat_poll')[0]).toContain('result="timeout"')
})

it.each([
	['v1', {status: 'ok', code: 200, return: 0, message: 'Success', data: []}],
	['v2', {code: 200, status: 'ok', response_id: 'SUCCESS', message: '', data: []}],
	['opnsense', {total: 0, rowCount: 0, current: 1, rows: []}],
] as const)('%s: a list without interfaces is no answer', async (api, value) => {
	await using bench = await startBench({api, fixture: FIXTURES[api]})
	bench.firewall.replies.set('interfaces', json(200, value))
	const ran = await bench.poll(format)
	expect(ran.stderr).toContain('names no interface')
	expect(pointsOf(ran, 'linestat_poll')[0]).toContain('result="partial"')
})

it.each([
	['v1', {status: 'ok', code: 200, return: 0, message: 'Success', data: []}],
	['opnsense', {items: [], status: 'failed'}],
] as const)('%s: a list without gateways is one', async (api, value) => {
	await using bench = await startBench({api, fixture: FIXTURES[api]})
	bench.firewall.replies.set('gateways', json(200, value))
	expect(await bench.poll(format)).toMatchObject({status: 0, stderr: ''})
})

it('the firewall says no with HTTP 200', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
	const answer = {status: 'server error', code: 500, return: 1, message: 'It burns', data: []}
	bench.firewall.replies.set('interfaces', json(200, answer))
	const ran = await bench.poll(format)
	expect(ran.stderr).toContain('(It burns)')
})

it('nobody is there', async () => {
	const bench = await startBench({api: 'v2', fixture: 'pppoe'})
	await bench[Symbol.asyncDispose]()
	const ran = await bench.poll(format)
	expect(ran.status).toBe(3)
	expect(ran.stderr).toContain('refused the connection')
})

it('an address that changes, and a line that goes', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
	const wanNow = async () => pointsOf(await bench.poll(format), 'wan')[0] ?? ''
	expect(await wanNow()).toContain('cgnat=0i,ipv4="198.51.100.9"')
	bench.firewall.fixture = 'pppoe-cgnat'
	expect(await wanNow()).toContain('cgnat=1i,ipv4="100.72.18.4"')
	bench.firewall.fixture = 'no-carrier'
	expect(await wanNow()).toMatch(/^wan,interface=wan rx_bytes=.*up=0i$/)
})
