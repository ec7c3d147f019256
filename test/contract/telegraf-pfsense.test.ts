import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {run} from '../run.ts'
import {type Certificate, createCertificate} from '../simulators/certificates.ts'
import {startFirewall} from '../simulators/firewall.ts'
import {ownTimeout, readBlock, wordsOf} from '../telegraf.ts'

const {block, commands} = readBlock('pfsense')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-telegraf-'))

let certificate: Certificate
beforeAll(() => {
	const authority = createCertificate({name: 'House CA'})
	certificate = createCertificate({name: 'firewall', names: ['127.0.0.1'], issuer: authority})
	const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text, {mode: 0o600})
	write('pfsense.key', '5f2d8a0b4c6e917381b2d4f6a8c0e2f4\n')
	write('apikey.txt', 'key=w86XNZob/8Oq8aC5\nsecret=XeD26XVrJ5ilAc+E\n')
	write('pfsense-ca.pem', authority.cert)
	write('opnsense-ca.pem', authority.cert)
})
afterAll(() => fs.rmSync(folder, {recursive: true}))

it('has a list, a string, and two other commands', () => {
	expect(commands.map(command => typeof command)).toEqual(['object', 'string', 'object', 'object'])
})

it.each(commands)('runs %j as Telegraf does', async command => {
	const isOpnsense = wordsOf(command)[0] === 'opnsense'
	const [api, fixture] = isOpnsense ? (['opnsense', 'two-wans'] as const) : (['v2', 'line-down'] as const)
	await using firewall = await startFirewall({api, fixture, tls: certificate})
	const words = wordsOf(command).map(word =>
		word
			.replace('192.168.1.1', `127.0.0.1:${firewall.port}`)
			.replace('/etc/telegraf', folder)
			.replace('/var/lib/linestat', folder)
			// Nobody keeps this name, so that a name server of the tests is not needed.
			.replace('dns:home.example', 'dns:home.example@127.0.0.1:1')
			.replace(/^SHA256:.*/, certificate.fingerprint),
	)
	const {status, stdout, stderr} = await run(words)
	expect(status).toBe(0)
	expect(stderr).toMatch(words.includes('--public-address') ? /^W! .*public_address .*home.example/ : /^$/)
	expect(stdout).toMatch(/^linestat_poll,device=(pf|opn)sense,source=127.0.0.1:\d+ .*up=1i \d{19}$/m)
	expect(stdout).toMatch(/^wan,device=\w+,interface=wan,/m)
	expect(stdout).toMatch(/^wan,device=\w+,interface=opt1,/m)
})

it('gives Telegraf more time than linestat, within the interval, and the right format', () => {
	const {timeout, interval = '', data_format} = block
	expect(Number.parseInt(timeout, 10)).toBeGreaterThanOrEqual(ownTimeout(block) + 3)
	expect(Number.parseInt(interval, 10)).toBeGreaterThan(Number.parseInt(timeout, 10))
	expect(data_format).toBe('influx')
})
