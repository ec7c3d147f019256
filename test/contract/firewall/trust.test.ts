import fs from 'node:fs'
import path from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {type Certificate, createCertificate} from '../../simulators/certificates.ts'
import type {Api} from '../../simulators/firewall.ts'
import {pointsOf, startBench} from './bench.ts'

const format = ['--format', 'influx', '--timeout', '2s']
const fixtures: readonly [Api, string][] = [
	['v1', 'dhcp'],
	['v2', 'pppoe'],
	['opnsense', 'two-wans'],
]

let own: Certificate
let authority: Certificate
let signed: Certificate
let foreign: Certificate
beforeAll(() => {
	own = createCertificate({name: 'pfSense-5f2d8a0b4c6e9', names: ['pfSense-5f2d8a0b4c6e9']})
	authority = createCertificate({name: 'House CA'})
	signed = createCertificate({name: 'fw.example', names: ['127.0.0.1'], issuer: authority})
	foreign = createCertificate({name: 'fw.example', names: ['fw.example'], issuer: authority})
})

describe.each(fixtures)('%s', (api, fixture) => {
	it('accepts the certificate whose fingerprint is given', async () => {
		await using bench = await startBench({api, fixture, tls: own})
		const ran = await bench.poll([...format, '--tls-fingerprint', `SHA256:${own.fingerprint}`])
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(pointsOf(ran, 'wan')[0]).toContain('up=1i')
		expect(bench.firewall.requests).toHaveLength(2)
		expect(bench.firewall.connections).toBe(2)
	})

	it('accepts what an authority of the user has signed for this address', async () => {
		await using bench = await startBench({api, fixture, tls: signed})
		const file = path.join(bench.stateDir, 'ca.pem')
		fs.writeFileSync(file, authority.cert)
		expect(await bench.poll([...format, '--ca-file', file])).toMatchObject({status: 0, stderr: ''})
	})

	it.each([
		['signed by itself', () => own, []],
		['of another name', () => foreign, ['--ca-file', 'CA']],
		['of an authority that nobody knows', () => signed, []],
		['with another fingerprint', () => own, ['--tls-fingerprint', 'ab'.repeat(32)]],
	])('sends nothing to one that is %s', async (_what, certificate, args) => {
		const tls = certificate()
		await using bench = await startBench({api, fixture, tls})
		const file = path.join(bench.stateDir, 'ca.pem')
		fs.writeFileSync(file, authority.cert)
		const ran = await bench.poll([...format, ...args.map(word => (word === 'CA' ? file : word))])
		expect(ran.status).toBe(4)
		expect(ran.stderr).toMatch(/^E! [^\n]+\n$/)
		expect(ran.stderr).toContain(`SHA256:${tls.fingerprint}`)
		expect(ran.stderr).toContain('use --tls-fingerprint')
		expect(bench.firewall.requests).toEqual([])
	})
})

it('never sends the key without TLS unless the host begins with http://', async () => {
	await using bench = await startBench({api: 'v2', fixture: 'pppoe'})
	const ran = await bench.poll([...format, '--host', `127.0.0.1:${bench.firewall.port}`])
	expect(ran.status).toBe(3)
	expect(ran.stderr).toContain('does not speak TLS')
	expect(bench.firewall.requests).toEqual([])
})

it.each([
	['that is missing', undefined, /Cannot read the certificate authorities in .*\. Name a file that/],
	['without a certificate', 'hello', /holds no certificate in PEM format\. Name the certificate/],
])('a CA file %s ends with 6', async (_what, text, words) => {
	await using bench = await startBench({api: 'v2', fixture: 'pppoe', tls: own})
	const file = path.join(bench.stateDir, 'ca.pem')
	if (text !== undefined) fs.writeFileSync(file, text)
	const ran = await bench.poll([...format, '--ca-file', file])
	expect(ran.status).toBe(6)
	expect(ran.stderr).toMatch(words)
	expect(bench.firewall.requests).toEqual([])
})
