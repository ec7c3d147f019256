import {once} from 'node:events'
import net, {type AddressInfo} from 'node:net'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {AuthError, ConnectError, ParseError} from '../../../src/errors.ts'
import {openHttp} from '../../../src/transports/http.ts'
import type {Trust} from '../../../src/transports/trust.ts'
import {type Certificate, createCertificate} from '../../simulators/certificates.ts'
import type {Fault} from '../../simulators/freebox/faults.ts'
import {type Freebox, startFreebox} from '../../simulators/freebox/server.ts'

const get = {method: 'GET', path: '/api_version'} as const

async function ask(
	{port}: Freebox,
	protocol: 'http:' | 'https:',
	trust: Trust = {names: []},
	signal = AbortSignal.timeout(5000),
	servername?: string,
) {
	const name = servername === undefined ? {} : {servername}
	const options = {protocol, host: '127.0.0.1', port, signal, concurrency: 2, maxBytes: 1_000_000, trust}
	const client = await openHttp({...options, ...name})
	try {
		const answer = await client.request(get)
		return {...answer, accepted: client.accepted()}
	} finally {
		client.close()
	}
}

it.each(['http:', 'https:'] as const)(
	'%s keeps connections and never opens more than it may',
	async protocol => {
		const tls = protocol === 'https:' ? {tls: createCertificate({name: 'box', names: ['box.example']})} : {}
		await using server = await startFreebox({latencyMs: 5, ...tls})
		const trust = {names: [], pins: [tls.tls?.fingerprint ?? '']}
		const options = {protocol, host: '127.0.0.1', port: server.port, concurrency: 3, trust}
		const client = await openHttp({...options, signal: AbortSignal.timeout(5000)})
		await Promise.all(Array.from({length: 12}, () => client.request(get)))
		client.close()
		expect(server.seen.requests).toHaveLength(12)
		expect(server.seen).toMatchObject({connections: 3, atOnce: 3})
	},
)

it.each<[Fault, new (message: string) => Error, string, string]>([
	['close', ConnectError, 'closed the connection before the answer was complete', 'did not restart'],
	['cut', ConnectError, 'closed the connection before the answer was complete', 'did not restart'],
	['flood', ParseError, 'sent more than 1000000 bytes', 'Check the address'],
])('says what happened at %j, and what to do', async (fault, kind, message, hint) => {
	await using server = await startFreebox()
	server.faults.set('/api_version', fault)
	const failed = ask(server, 'http:')
	await expect(failed).rejects.toThrow(kind)
	await expect(failed).rejects.toThrow(message)
	await expect(failed).rejects.toHaveProperty('hint', expect.stringContaining(hint))
})

it('ends with the reason of the signal', async () => {
	await using server = await startFreebox()
	server.faults.set('/api_version', 'hang')
	const reason = new Error('enough')
	const controller = new AbortController()
	setTimeout(() => controller.abort(reason), 50)
	await expect(ask(server, 'http:', undefined, controller.signal)).rejects.toBe(reason)
})

it('hands over answers whatever their status, and follows no redirect', async () => {
	await using server = await startFreebox()
	server.faults.set('/api_version', {status: 302, body: 'elsewhere'})
	expect(await ask(server, 'http:')).toMatchObject({status: 302, body: 'elsewhere'})
})

describe('a certificate', () => {
	const names = ['box.example']
	const root: Certificate = createCertificate({name: 'Root of the box'})
	const own = createCertificate({name: 'box.example', names})
	const leaf = createCertificate({name: 'box.example', names, issuer: root})
	let server: Freebox
	beforeAll(async () => {
		server = await startFreebox({tls: {...leaf, chain: root.cert}})
	})
	afterAll(() => server.close())

	it.each<[string, () => Trust, string]>([
		['an authority that was given', () => ({names, authorities: () => [root.cert]}), 'chain'],
		['a root known by its fingerprint', () => ({names, roots: [root.fingerprint]}), 'chain'],
		['its own fingerprint', () => ({names: [], pins: [leaf.fingerprint]}), 'pin'],
		['nothing, at the first meeting', () => ({names, firstUse: true}), 'first use'],
	])('is accepted by %s', async (_by, trust, by) => {
		const {status, accepted} = await ask(server, 'https:', trust())
		expect([status, accepted]).toEqual([200, {fingerprint: leaf.fingerprint, by}])
	})

	it.each<[string, () => Trust, string]>([
		['nothing vouches for', () => ({names}), 'which nothing vouches for: '],
		['another pin', () => ({names, pins: [own.fingerprint]}), `not SHA256:${own.fingerprint} as before`],
		[
			'only another pin counts, though the chain is good',
			() => ({names, pins: [own.fingerprint], onlyPins: true, authorities: () => [root.cert]}),
			`not SHA256:${own.fingerprint} as before`,
		],
		[
			'another name',
			() => ({names: ['other.example'], authorities: () => [root.cert]}),
			"Host: other.example. is not in the cert's altnames",
		],
		[
			'a root that only has the right name',
			() => ({names, roots: [createCertificate({name: 'Root of the box'}).fingerprint]}),
			'SELF_SIGNED_CERT_IN_CHAIN',
		],
	])('is refused before anything is sent: %s', async (_why, trust, message) => {
		const before = server.seen.text
		const failed = ask(server, 'https:', trust())
		await expect(failed).rejects.toThrow(AuthError)
		const error = (await failed.catch((reason: unknown) => reason)) as Error
		const cause = error.cause instanceof Error ? `: ${error.cause.message}` : ''
		expect(`${error.message}${cause}`).toContain(message)
		expect(error.message).toContain(`SHA256:${leaf.fingerprint}`)
		expect(server.seen.text).toBe(before)
	})

	it('is refused when it has expired, although its root is known', async () => {
		const expired = createCertificate({name: 'box.example', names, issuer: root, validDays: -1})
		await using late = await startFreebox({tls: {...expired, chain: root.cert}})
		const failed = ask(late, 'https:', {names, roots: [root.fingerprint]})
		await expect(failed).rejects.toThrow('which nothing vouches for')
		expect(late.seen.text).toBe('')
	})

	it('is waited for no longer than was said', async () => {
		const silent = net.createServer().listen(0, '127.0.0.1')
		await once(silent, 'listening')
		const {port} = silent.address() as AddressInfo
		const options = {protocol: 'https:', host: '127.0.0.1', port, concurrency: 1, connectMs: 20} as const
		const client = await openHttp({...options, signal: AbortSignal.timeout(5000)})
		await expect(client.request(get)).rejects.toMatchObject({
			result: 'timeout',
			message: `127.0.0.1:${port} did not answer within 0.02 s`,
		})
		client.close()
		silent.close()
	})

	it('cannot be seen where there is no TLS', async () => {
		await using plain = await startFreebox()
		await expect(ask(plain, 'https:', {names, firstUse: true})).rejects.toThrow('does not speak TLS')
	})
})
