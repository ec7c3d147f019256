import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import {createCertificate} from '../../simulators/certificates.ts'
import {startFrames, startLines, startUdp} from '../../simulators/receivers.ts'
import {site} from './site.ts'

const RFC5424 =
	/^<132>1 2026-01-01T00:02:00\.000Z [!-~]+ linestat \d+ GATEWAY_DOWN \[fake@32473 kind="gateway_down" device="fake" source="192\.0\.2\.1" gateway="WAN" from="up" to="down"\] The gateway WAN of fake 192\.0\.2\.1 went down$/

it('gets an event once, as a datagram', async () => {
	await using server = await startUdp()
	const {poll, states} = site({log: {type: 'syslog', address: `127.0.0.1:${server.port}`}})
	await poll('up=WAN')
	expect(await poll('down=WAN')).toMatchObject({status: 0, stderr: ''})
	await poll('down=WAN')
	await poll('up=WAN')
	const [first, second, ...more] = await server.until(2)
	expect(first).toMatch(RFC5424)
	expect(second).toMatch(/^<133>1 .* GATEWAY_UP /)
	expect(more).toEqual([])
	expect(await states()).toEqual([{log: 'sent'}, {log: 'sent'}])
})

it('gets frames by octet count over TCP, whatever the characters', async () => {
	await using server = await startFrames()
	const {poll} = site({log: {type: 'syslog', address: `127.0.0.1:${server.port}`, protocol: 'tcp'}})
	await poll('up=WAN', 'up=Zürich"]\\')
	await poll('down=WAN', 'down=Zürich"]\\')
	const [first, second] = await server.until(2)
	expect(first).toMatch(RFC5424)
	expect(second).toContain('gateway="Zürich\\"\\]\\\\"')
	expect(second).toMatch(/\] \ufeffThe gateway Zürich/)
})

it('gets lines over TCP on request', async () => {
	await using server = await startLines()
	const address = `127.0.0.1:${server.port}`
	const {poll} = site({log: {type: 'syslog', address, protocol: 'tcp', framing: 'lf'}})
	await poll('up=WAN', 'up=A\nB')
	await poll('down=WAN', 'down=A\nB')
	const [first, second, ...more] = await server.until(2)
	expect(first).toMatch(RFC5424)
	expect(second).toContain('gateway="A B"')
	expect(more).toEqual([])
})

it('gets the old form on request', async () => {
	await using server = await startUdp()
	const address = `127.0.0.1:${server.port}`
	const {poll} = site({log: {type: 'syslog', address, format: 'rfc3164', facility: 'daemon'}})
	await poll('up=WAN')
	await poll('down=WAN')
	const [message] = await server.until(1)
	expect(message).toMatch(
		/^<28>[A-Z][a-z]{2} [ \d]\d \d\d:02:00 [^ .]+ linestat\[\d+\]: The gateway WAN of fake 192\.0\.2\.1 went down$/,
	)
})

describe('over TLS', () => {
	const authority = createCertificate({name: 'Test authority'})
	const certificate = createCertificate({name: 'loghost', names: ['127.0.0.1'], issuer: authority})

	it('gets frames where its authority is named', async () => {
		await using server = await startFrames(certificate)
		const address = `127.0.0.1:${server.port}`
		const {dir, poll} = site({log: {type: 'syslog', address, protocol: 'tls', ca_file: 'ca.pem'}})
		fs.writeFileSync(`${dir}/ca.pem`, authority.cert)
		await poll('up=WAN')
		expect((await poll('down=WAN')).stderr).toBe('')
		expect((await server.until(1))[0]).toMatch(RFC5424)
	})

	it('gets nothing where nobody vouches for it', async () => {
		await using server = await startFrames(certificate)
		const address = `127.0.0.1:${server.port}`
		const {poll} = site({log: {type: 'syslog', address, protocol: 'tls'}})
		await poll('up=WAN')
		const {status, stderr} = await poll('down=WAN')
		expect(status).toBe(0)
		expect(stderr).toMatch(/shows the certificate SHA256:.*which nothing vouches for/)
		expect(server.got).toEqual([])
	})
})

it('refused, it keeps the event for the next poll and changes no status', async () => {
	const server = await startFrames()
	const {poll, states} = site({log: {type: 'syslog', address: `127.0.0.1:${server.port}`, protocol: 'tcp'}})
	await poll('up=WAN')
	await server[Symbol.asyncDispose]()
	const {status, stdout, stderr} = await poll('down=WAN')
	expect(status).toBe(0)
	expect(stdout).toContain('kind=gateway_down')
	expect(stderr).toMatch(
		/^W! Notification target log: Cannot connect to 127\.0\.0\.1:\d+: .*; its events are sent later\.$/m,
	)
	expect(await states()).toEqual([{log: 'pending'}])
})
