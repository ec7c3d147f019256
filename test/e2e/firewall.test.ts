import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, expect, it} from 'vitest'
import {modemFixture} from '../fixtures/modem.ts'
import {createCertificate} from '../simulators/certificates.ts'
import {type Api, startFirewall} from '../simulators/firewall.ts'
import {natPmpAnswer, pcpAnswer, startUdp} from '../simulators/udp.ts'
import {startUpnp} from '../simulators/upnp.ts'
import {startZte} from '../simulators/zte/zte.ts'
import {linestat} from './program.ts'
import {startSshd} from './servers/sshd.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-firewall-'))
afterAll(() => fs.rmSync(folder, {recursive: true}))

const certificate = createCertificate({name: 'pfSense-5f2d8a0b4c6e9', names: ['pfSense-5f2d8a0b4c6e9']})

function file(name: string, text: string): string {
	const at = path.join(folder, name)
	fs.writeFileSync(at, text, {mode: 0o600})
	return at
}

const KEYS: Readonly<Record<Api, readonly string[]>> = {
	v1: ['pfsense', '--key-file', file('v1', '61646d696e 0f1e2d3c4b5a69788796a5b4c3d2e1f0\n')],
	v2: ['pfsense', '--key-file', file('v2', '5f2d8a0b4c6e917381b2d4f6a8c0e2f4\n')],
	opnsense: [
		'opnsense',
		...['--key-file', file('apikey.txt', 'key=w86XNZob/8Oq8aC5\nsecret=XeD26XVrJ5ilAc+E\n')],
		...['--secret-file', path.join(folder, 'apikey.txt')],
	],
}
const FIXTURES = {v1: 'dhcp', v2: 'pppoe', opnsense: 'two-wans'} as const

const poll = (api: Api, url: string, args: readonly string[]) =>
	linestat([...KEYS[api], '--host', url, '--tls-fingerprint', certificate.fingerprint, ...args], {
		env: {PATH: process.env.PATH ?? '', HOME: folder},
	})

it.each(['v1', 'v2', 'opnsense'] as const)('%s is read in two requests in every format', async api => {
	await using firewall = await startFirewall({api, fixture: FIXTURES[api], tls: certificate})
	for (const format of ['influx', 'prometheus', 'graphite', 'json', 'table']) {
		const {status, stdout, stderr} = await poll(api, firewall.url, ['--format', format])
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(stdout).toMatch(/wan_gateway|gateway/)
		expect(firewall.requests.splice(0)).toHaveLength(2)
	}
})

it('a certificate that nobody vouches for is told nothing', async () => {
	await using firewall = await startFirewall({api: 'v2', fixture: 'pppoe', tls: certificate})
	const ran = await linestat([...KEYS.v2, '--host', firewall.url, '--format', 'influx'])
	expect(ran.status).toBe(4)
	expect(ran.stderr).toContain(`SHA256:${certificate.fingerprint}`)
	expect(firewall.requests).toEqual([])
})

it('the address outside comes from a router in front, by each of its ways', async () => {
	await using firewall = await startFirewall({api: 'v1', fixture: 'dhcp', tls: certificate})
	await using upnp = await startUpnp({connections: {WANIPConnection: '203.0.113.7'}})
	await using natPmp = await startUdp(() => [natPmpAnswer('203.0.113.7')])
	await using pcp = await startUdp(question => [pcpAnswer(question, '203.0.113.7')])
	for (const [by, {port}] of Object.entries({upnp, 'nat-pmp': natPmp, pcp})) {
		const source = `${by}:127.0.0.1:${port}`
		const {status, stdout, stderr} = await poll('v1', firewall.url, [
			...['--format', 'influx', '--public-address', source],
		])
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(stdout).toContain('public_ipv4="203.0.113.7"')
	}
})

it('the address outside comes from the modem in front', async () => {
	await using firewall = await startFirewall({api: 'v2', fixture: 'pppoe', tls: certificate})
	await using modem = await startZte({family: 'h1600', pages: modemFixture('zte-h1600-h2640--35b').answers})
	const password = file('modem', 'secret\n')
	const source = `modem:zte-h1600:127.0.0.1:${modem.port}`
	const ran = await poll('v2', firewall.url, [
		...['--format', 'influx', '--public-address', source, '--public-address-password-file', password],
	])
	expect(ran).toMatchObject({status: 0, stderr: ''})
	expect(ran.stdout).toContain('public_ipv4="100.70.1.2"')
	expect(modem.state).toMatchObject({logins: 1, logouts: 1})
})

it('a real OpenSSH tells from where one logs in', async () => {
	await using firewall = await startFirewall({api: 'v1', fixture: 'dhcp', tls: certificate})
	const sshd = await startSshd(['UsePAM no'])
	try {
		const source = `ssh:${os.userInfo().username}@127.0.0.1:${sshd.port}`
		const login = ['--identity-file', sshd.identity, '--known-hosts', sshd.knownHosts]
		const ran = await poll('v1', firewall.url, [
			...['--format', 'influx', '--public-address', source, ...login],
		])
		expect(ran.status).toBe(0)
		// This machine's own address is none that anybody outside sees.
		expect(ran.stderr).toContain('127.0.0.1 is no address that is seen from outside')
		expect(ran.stdout).not.toContain('public_ipv4')
	} finally {
		await sshd.stop()
	}
})
