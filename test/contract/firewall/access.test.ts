import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {run} from '../../run.ts'
import {pointsOf, startBench} from './bench.ts'

const format = ['--format', 'influx']

it.each([
	['v1', 'dhcp', '/api/v1/status/'],
	['v2', 'pppoe', '/api/v2/status/'],
] as const)('the key says that it is %s, and so does --api', async (api, fixture, start) => {
	await using bench = await startBench({api, fixture})
	for (const version of ['auto', api]) {
		expect(await bench.poll([...format, '--api', version])).toMatchObject({status: 0, stderr: ''})
	}
	expect(bench.firewall.requests).toHaveLength(4)
	expect(bench.firewall.requests.every(({path}) => path.startsWith(start))).toBe(true)
})

it.each([
	['v1', '5f2d8a0b', 'is no key of v1'],
	['v2', '61646d696e 0f1e2d3c', 'is no key of v2'],
	['auto', ' \n', 'is missing'],
	['auto', undefined, 'Use --key-file'],
])('--api %s with the key %j asks nothing and says what to do', async (version, key, words) => {
	await using bench = await startBench({api: 'v2', fixture: 'pppoe'})
	const env = {LINESTAT_PFSENSE_KEY: key}
	const ran = await bench.poll([...format, '--api', version], {env})
	expect(ran.status).toBe(6)
	expect(ran.stderr).toContain(words)
	expect(ran.stdout).toContain('result="config"')
	if (key?.trim()) expect(ran.stderr).not.toContain(key)
	expect(bench.firewall.requests).toEqual([])
})

it('a wrong key is sent once, and not printed', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
	const env = {LINESTAT_PFSENSE_KEY: '61646d696e ffffffffffffffffffffffffffffffff'}
	const ran = await bench.poll([...format, '--debug'], {env})
	expect(ran.status).toBe(4)
	expect(ran.stderr).toContain('HTTP 401 (Authentication failed)')
	expect(ran.stdout + ran.stderr).not.toContain('ffffffff')
	expect(bench.firewall.requests).toHaveLength(2)
})

it('key and secret come from the file that OPNsense gives out, or from two', async () => {
	await using bench = await startBench({api: 'opnsense', fixture: 'two-wans'})
	const write = (name: string, text: string) => {
		const file = path.join(bench.stateDir, name)
		fs.writeFileSync(file, text, {mode: 0o600})
		return file
	}
	const both = write('apikey.txt', 'key=w86XNZob/8Oq8aC5\r\nsecret=XeD26XVrJ5ilAc+E\r\n')
	const key = write('key', 'w86XNZob/8Oq8aC5\n')
	const secret = write('secret', 'XeD26XVrJ5ilAc+E')
	for (const files of [
		[both, both],
		[key, secret],
	]) {
		const [keyFile = '', secretFile = ''] = files
		const args = [
			'opnsense',
			'--host',
			bench.firewall.url,
			'--key-file',
			keyFile,
			'--secret-file',
			secretFile,
		]
		expect(await run([...args, ...format])).toMatchObject({status: 0, stderr: ''})
	}
})

it.each([
	[{LINESTAT_OPNSENSE_SECRET: undefined}, 'The API secret of the OPNsense is missing. Use --secret-file'],
	[{LINESTAT_OPNSENSE_KEY: 'two words'}, 'The API key of the OPNsense is no single word'],
])('OPNsense with %j asks nothing', async (env, words) => {
	await using bench = await startBench({api: 'opnsense', fixture: 'two-wans'})
	const ran = await bench.poll(format, {env})
	expect(ran.status).toBe(6)
	expect(ran.stderr).toContain(words)
	expect(bench.firewall.requests).toEqual([])
})

it('--wan takes connections by name, description or port, in this order', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'several-wans'})
	const ran = await bench.poll([...format, '--wan', 'LTE', '--wan', 'igb0.835', '--wan', 'lan'])
	expect(pointsOf(ran, 'wan').map(line => /interface=(\w+)/.exec(line)?.[1])).toEqual(['opt2', 'wan', 'lan'])
	expect(pointsOf(ran, 'ifstat')).toHaveLength(5)
})

it('--wan with a name that is not there says which there are', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
	const ran = await bench.poll([...format, '--wan', 'opt9'])
	expect(ran.status).toBe(0)
	expect(ran.stderr).toContain('has no interface "opt9" (--wan), but wan, lan')
})

it.each(['fw/path', 'https://user@fw', 'ftp://fw', ''])('refuses --host %j', async host => {
	const ran = await run(['pfsense', '--host', host])
	expect(ran.status).toBe(2)
})

it('names the source as the user does, with a port that is not the usual one', async () => {
	const {stdout} = await run(['pfsense', '--host', 'https://[::1]:1', ...format], {
		env: {LINESTAT_PFSENSE_KEY: 'x'},
	})
	expect(stdout).toContain('source=[::1]:1')
})
