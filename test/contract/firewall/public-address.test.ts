import fs from 'node:fs'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import {describe, expect, it} from 'vitest'
import {dnsAnswer, natPmpAnswer, pcpAnswer, startUdp, stunAnswer} from '../../simulators/udp.ts'
import {startUpnp} from '../../simulators/upnp.ts'
import {pointsOf, startBench} from './bench.ts'

const format = ['--format', 'influx', '--timeout', '1s']
/** Address of the connection in the fixture. */
const OWN = '198.51.100.9'

async function router(address: string) {
	const server = await startUdp(() => [natPmpAnswer(address)])
	return {...server, argument: `nat-pmp:127.0.0.1:${server.port}`}
}

/** A server of each kind that tells this address, and how the user names it. */
const sources: Record<string, (address: string) => Promise<AsyncDisposable & {argument: string}>> = {
	'nat-pmp': router,
	async stun(address) {
		// The first question is lost, and the second has a stranger's answer before its own.
		const server = await startUdp((question, count) =>
			count === 1 ? [] : [Buffer.from('hello'), stunAnswer(question, address)],
		)
		return {...server, argument: `stun:127.0.0.1:${server.port}`}
	},
	async pcp(address) {
		const server = await startUdp((question, count) =>
			count === 1 ? [] : [Buffer.from('hello'), pcpAnswer(question, address)],
		)
		return {...server, argument: `pcp:127.0.0.1:${server.port}`}
	},
	async upnp(address) {
		const gateway = await startUpnp({connections: {WANIPConnection: address}})
		return {...gateway, argument: `upnp:127.0.0.1:${gateway.port}`}
	},
	async 'upnp by its description'(address) {
		const gateway = await startUpnp({connections: {WANPPPConnection: address}, version: 2})
		return {...gateway, argument: `upnp:${gateway.url}`}
	},
	async dns(address) {
		const server = await startUdp(question => [dnsAnswer(question, address)])
		return {...server, argument: `dns:home.example@127.0.0.1:${server.port}`}
	},
	async text(address) {
		const {url, ...server} = await startWeb(`${address}\n`)
		return {...server, argument: `${url}/ip`}
	},
	async json(address) {
		const {url, ...server} = await startWeb(JSON.stringify({ip: address, country: 'XX'}))
		return {...server, argument: `${url}/ip#ip`}
	},
}

async function startWeb(body: string, status = 200) {
	const server = http.createServer((_request, response) => response.writeHead(status).end(body))
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections()
			server.close()
		},
	}
}

describe.each(Object.entries(sources))('%s', (_name, start) => {
	it('tells the address that the connection has', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using source = await start(OWN)
		const ran = await bench.poll([...format, '--public-address', source.argument])
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(pointsOf(ran, 'wan')[0]).toContain(`cgnat=0i,ipv4="${OWN}",ipv6="2001:db8:5::9",media=`)
		expect(pointsOf(ran, 'wan')[0]).toContain(`public_ipv4="${OWN}"`)
		expect(bench.firewall.requests).toHaveLength(2)
	})
})

describe('another address than the own', () => {
	it('is a NAT in the second poll, not yet in the first, and no more when they are the same', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using other = await router('203.0.113.200')
		await using same = await router(OWN)
		const cgnat = async (argument: string) => {
			const ran = await bench.poll([...format, '--public-address', argument])
			expect(ran).toMatchObject({status: 0, stderr: ''})
			return /cgnat=(\d)i/.exec(pointsOf(ran, 'wan')[0] ?? '')?.[1]
		}
		expect(await cgnat(other.argument)).toBeUndefined()
		expect(await cgnat(other.argument)).toBe('1')
		expect(await cgnat(other.argument)).toBe('1')
		expect(await cgnat(same.argument)).toBe('0')
		expect(await cgnat(other.argument)).toBeUndefined()
	})

	it('is compared in the store, and in no file beside it', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using other = await router('203.0.113.200')
		await bench.poll([...format, '--public-address', other.argument])
		const files = fs.readdirSync(bench.stateDir)
		expect(files.filter(file => !file.startsWith('linestat.sqlite'))).toEqual([])
		expect(files).toContain('linestat.sqlite')
	})

	it('is never confirmed without a folder for state', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using other = await router('203.0.113.200')
		const args = [...format, '--state-dir', '/proc/linestat', '--public-address', other.argument]
		for (const _poll of [1, 2]) {
			const {status, stdout, stderr} = await bench.poll(args)
			expect(status).toBe(0)
			expect(stderr).toMatch(/^W! No folder for state is writable/)
			expect(stdout).toMatch(/^wan,.*interface=wan,[^ ]* ipv4=.*public_ipv4="203.0.113.200"/m)
		}
	})

	it('belongs to the connection that has it, and then says nothing of the others', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'several-wans'})
		await using source = await router('203.0.113.44')
		for (const _poll of [1, 2]) {
			const ran = await bench.poll([...format, '--public-address', source.argument])
			const [wan, dsl, lte] = pointsOf(ran, 'wan')
			expect(wan).toMatch(/interface=wan cgnat=0i,(?!.*public_ipv4)/)
			expect(dsl).toMatch(/interface=opt1 cgnat=0i,.*public_ipv4="203.0.113.44"/)
			expect(lte).toMatch(/interface=opt2 cgnat=1i,(?!.*public_ipv4)/)
		}
	})

	it('is private: the router in front is behind a NAT itself', async () => {
		await using bench = await startBench({api: 'v2', fixture: 'pppoe'})
		await using source = await router('100.64.9.9')
		const args = [...format, '--public-address', source.argument]
		await bench.poll(args)
		expect(pointsOf(await bench.poll(args), 'wan')[0]).toContain('cgnat=1i')
	})
})

describe('several sources', () => {
	it('are asked one after the other, until one answers', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using silent = await startUdp(() => [])
		await using second = await router(OWN)
		await using third = await router('203.0.113.99')
		const sources = [`pcp:127.0.0.1:${silent.port}`, second.argument, third.argument]
		const ran = await bench.poll([...format, ...sources.flatMap(one => ['--public-address', one])])
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(pointsOf(ran, 'wan')[0]).toContain(`public_ipv4="${OWN}"`)
		expect(third.questions).toEqual([])
	})

	it('fail with what the last one says', async () => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		await using silent = await startUdp(() => [])
		await using homeless = await startUdp(() => [natPmpAnswer('0.0.0.0', 3)])
		const sources = [`stun:127.0.0.1:${silent.port}`, `nat-pmp:127.0.0.1:${homeless.port}`]
		const ran = await bench.poll([...format, ...sources.flatMap(one => ['--public-address', one])])
		expect(ran.status).toBe(0)
		expect(ran.seconds).toBeLessThan(2.5)
		expect(ran.stderr).toContain('it has no address itself')
	})
})

describe('a source that fails costs its own section', () => {
	const failing = async (argument: string) => {
		await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
		const ran = await bench.poll([...format, '--public-address', argument])
		expect(ran.status).toBe(0)
		expect(ran.seconds).toBeLessThan(3)
		expect(ran.stderr).toMatch(/^W! [^\n]*1 of 3 sections failed: public_address [^\n]*\n$/)
		const [wan] = pointsOf(ran, 'wan')
		expect(wan).toMatch(/cgnat=0i/)
		expect(wan).not.toContain('public_ipv4')
		expect(pointsOf(ran, 'wan_gateway')).toHaveLength(2)
		return ran.stderr
	}

	it.each(['nat-pmp', 'pcp', 'upnp', 'stun'])('%s that never answers, asked again meanwhile', async kind => {
		await using server = await startUdp(() => [])
		expect(await failing(`${kind}:127.0.0.1:${server.port}`)).toContain('was not told in time')
		expect(server.questions.length).toBeGreaterThan(1)
		expect(new Set(server.questions.map(String)).size).toBe(1)
	})

	it('a closed port', async () => {
		const server = await startUdp(() => [])
		await server[Symbol.asyncDispose]()
		expect(await failing(`nat-pmp:127.0.0.1:${server.port}`)).toContain('ECONNREFUSED')
	})

	it('a router without an address', async () => {
		await using server = await startUdp(() => [natPmpAnswer('0.0.0.0', 3)])
		expect(await failing(`nat-pmp:127.0.0.1:${server.port}`)).toContain(
			'it has no address itself. Switch NAT-PMP on',
		)
	})

	it('a router with the address 0.0.0.0', async () => {
		await using server = await startUdp(() => [natPmpAnswer('0.0.0.0')])
		expect(await failing(`nat-pmp:127.0.0.1:${server.port}`)).toContain(
			'0.0.0.0 is no address that is seen from outside',
		)
	})

	it.each([
		[2, 'not authorized'],
		[11, 'it cannot provide an address'],
		[99, 'result 99'],
	])('a router that refuses PCP with %i', async (result, words) => {
		await using server = await startUdp(question => [pcpAnswer(question, OWN, result)])
		expect(await failing(`pcp:127.0.0.1:${server.port}`)).toContain(`PCP tells no address: ${words}`)
	})

	it('a router that knows no PCP, only NAT-PMP', async () => {
		await using server = await startUdp(() => [Buffer.from([0, 129, 0, 1, 0, 0, 0, 9])])
		expect(await failing(`pcp:127.0.0.1:${server.port}`)).toContain('it speaks only NAT-PMP')
	})

	it('a name that nobody knows', async () => {
		await using server = await startUdp(question => [dnsAnswer(question, undefined)])
		expect(await failing(`dns:home.example@127.0.0.1:${server.port}`)).toContain('home.example')
	})

	it('a name server that is silent', async () => {
		await using server = await startUdp(() => [])
		expect(await failing(`dns:home.example@127.0.0.1:${server.port}`)).toContain('was not told in time')
	})

	it.each([
		['an address of IPv6', '2001:db8::7', 200, '#', '"2001:db8::7" is no IPv4 address'],
		['a page', '<html>blocked</html>', 200, '', 'is no IPv4 address'],
		['JSON without the key', '{"address":"203.0.113.7"}', 200, '#ip', 'is no IPv4 address'],
		['an error', OWN, 500, '', 'HTTP 500'],
	])('a server that answers with %s', async (_what, body, status, hash, words) => {
		await using server = await startWeb(body, status)
		expect(await failing(`${server.url}/${hash}`)).toContain(words)
	})
})

it('is refused where it is none', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
	const ran = await bench.poll([...format, '--public-address', 'whatismyip'])
	expect(ran.status).toBe(2)
	expect(ran.stderr).toContain('modem:MODEL:HOST, upnp:HOST, nat-pmp:HOST')
	expect(bench.firewall.requests).toEqual([])
})

it('nobody is asked by default', async () => {
	await using bench = await startBench({api: 'v1', fixture: 'dhcp'})
	const ran = await bench.poll(format)
	expect(ran.stdout).not.toContain('public_')
})
