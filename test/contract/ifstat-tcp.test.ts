import type net from 'node:net'
import {describe, expect, it} from 'vitest'
import {run} from '../run.ts'
import {type IfstatServerOptions, startIfstatServer} from '../simulators/ifstat-server.ts'

const TWO: [string, number[]][] = [
	['eth0', [4200, 14, 14, 0, 12000, 200, 0, 0]],
	['a,b=c', [8400, 28, 28, 0, 64000, 400, 0, 0]],
]

const serve = (options: Partial<IfstatServerOptions> = {}) =>
	startIfstatServer({existing: new Map(TWO), ...options})

const poll = (port: number, ...argv: string[]) =>
	run(['ifstat', '--tcp', `127.0.0.1:${port}`, '--timestamp', 'none', '--timeout', '10s', ...argv])

it('prints the eight counters of every interface', async () => {
	await using server = await serve()
	const {status, stdout, stderr} = await poll(server.port)
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(stdout.split('\n').slice(0, 2)).toEqual([
		'ifstat,device=ifstat,interface=eth0,source=127.0.0.1 rx_bytes=4200i,rx_dropped=14i,rx_errors=0i,rx_packets=14i,tx_bytes=12000i,tx_dropped=0i,tx_errors=0i,tx_packets=200i',
		'ifstat,device=ifstat,interface=a\\,b\\=c,source=127.0.0.1 rx_bytes=8400i,rx_dropped=28i,rx_errors=0i,rx_packets=28i,tx_bytes=64000i,tx_dropped=0i,tx_errors=0i,tx_packets=400i',
	])
})

it('selects here, since the server sends all', async () => {
	await using server = await serve()
	const {stdout, stderr} = await poll(server.port, 'eth*', 'wg0', '--alias', 'eth0=WAN')
	expect(stdout).toContain('ifstat,alias=WAN,device=ifstat,interface=eth0,')
	expect(stdout).not.toContain('a\\,b')
	expect(stderr).toBe('W! ifstat 127.0.0.1: There is no interface "wg0".\n')
})

it('puts a reply together that comes in pieces', async () => {
	await using server = await serve({
		misbehave(socket, reply) {
			const pieces = [...reply.matchAll(/.{1,7}/gs)].map(([piece]) => piece)
			const next = () => {
				const piece = pieces.shift()
				if (piece !== undefined) socket.write(piece, () => setImmediate(next))
			}
			next()
		},
	})
	expect((await poll(server.port)).stdout).toContain('tx_bytes=64000i')
})

describe('ends with status 3 and one line', () => {
	const HINT = /closed the connection without a reply\. .*INTERFACES.*Python 3/
	/** Set by each test; the deadline passes then. */
	let hangs = () => {}
	const cases: [string, Partial<IfstatServerOptions>, RegExp, string][] = [
		['a listed interface is missing', {listed: ['eth0', 'wg0']}, HINT, 'unreachable'],
		['the server runs under Python 3', {python3: true}, HINT, 'unreachable'],
		[
			'the reply is cut',
			{misbehave: (socket, reply) => socket.end(reply.slice(0, 100))},
			/closed the connection after 100 bytes of its reply/,
			'unreachable',
		],
		['the connection is reset', {misbehave: socket => socket.resetAndDestroy()}, HINT, 'unreachable'],
		['the server hangs', {misbehave: () => hangs()}, /did not answer within 10 s/, 'timeout'],
		['the server trickles', {misbehave: trickle(() => hangs())}, /did not answer within 10 s/, 'timeout'],
	]
	it.each(cases)('where %s', async (_, options, message, result) => {
		await using server = await serve(options)
		const {promise, resolve} = Promise.withResolvers<void>()
		hangs = resolve
		const late = result === 'timeout' ? {late: promise} : {}
		const at = ['--tcp', `127.0.0.1:${server.port}`, '--timeout', '10s']
		const {status, stdout, stderr} = await run(['ifstat', ...at, '--timestamp', 'none'], late)
		expect(status).toBe(3)
		expect(stdout).toMatch(new RegExp(`^linestat_poll,[^\\n]*result="${result}",result_code=3i,up=0i\\n$`))
		expect(stderr).toMatch(/^E! [^\n]+\n$/)
		expect(stderr).toMatch(message)
	})

	it('where nobody listens', async () => {
		const server = await serve()
		await server[Symbol.asyncDispose]()
		const {status, stdout, stderr} = await poll(server.port)
		expect(status).toBe(3)
		expect(stdout).toContain('result="refused"')
		expect(stderr).toContain(`E! Cannot connect to 127.0.0.1:${server.port}: connect ECONNREFUSED`)
	})

	it('where the name is not known', async () => {
		const {status, stderr} = await run(['ifstat', '--tcp', 'no.such.host.invalid', '--timeout', '3s'])
		expect(status).toBe(3)
		expect(stderr).toMatch(/^E! Cannot connect to no\.such\.host\.invalid:19998: [^\n]+\n$/)
	})
})

describe('ends with status 5 and one line', () => {
	const cases: [string, (socket: net.Socket, reply: string) => void, RegExp][] = [
		[
			'it is another server',
			socket => socket.write('SSH-2.0-dropbear\r\n'),
			/no ifstat\.py server: it answered "SSH-2\.0/,
		],
		[
			'two replies come',
			(socket, reply) => socket.write(reply + reply),
			/sent more than one answer\. Check the port/,
		],
		['the reply has no end', flood, /longer than 1048576 bytes/],
	]
	it.each(cases)('where %s', async (_, misbehave, message) => {
		await using server = await serve({misbehave})
		const {status, stdout, stderr} = await poll(server.port, '--timeout', '3s')
		expect(status).toBe(5)
		expect(stdout).toContain('result="protocol",result_code=5i,up=0i')
		expect(stderr).toMatch(/^E! [^\n]+\n$/)
		expect(stderr).toMatch(message)
	})
})

it('takes the good rows of a reply', async () => {
	await using server = await serve({
		misbehave: (socket, reply) => socket.write(reply.replace('eth0,4200', 'eth0,x')),
	})
	const {status, stdout, stderr} = await poll(server.port)
	expect(status).toBe(0)
	expect(stdout).toContain('a\\,b\\=c')
	expect(stdout).not.toContain('eth0')
	expect(stderr).toContain('W! ifstat 127.0.0.1: A row of the reply is unusable: "eth0,x,')
})

it('keeps every digit, and leaves out what int64 cannot hold', async () => {
	const counters = [9223372036854775807n, 1, 0, 0, 18446744073709551615n, 1, 0, 0]
	await using server = await serve({existing: new Map([['eth0', counters]])})
	const {stdout, stderr} = await poll(server.port)
	expect(stdout).toContain('rx_bytes=9223372036854775807i')
	expect(stdout).not.toContain('tx_bytes')
	expect(stderr).toContain('tx_bytes=18446744073709551615')
})

it('refuses an address that is none', async () => {
	const {status, stderr} = await run(['ifstat', '--tcp', 'router:ssh'])
	expect(status).toBe(2)
	expect(stderr).toContain('Wrong value for --tcp: "ssh" is no port')
})

/** A byte at a time; tells when the tenth is sent. */
function trickle(tenth: () => void) {
	return (socket: net.Socket, reply: string) => {
		const bytes = [...reply]
		const timer = setInterval(() => {
			socket.write(bytes.shift() ?? '')
			if (bytes.length === reply.length - 10) tenth()
		}, 2)
		socket.on('close', () => clearInterval(timer))
	}
}

function flood(socket: net.Socket) {
	const line = `${'x'.repeat(65_535)}\n`
	const more = () => {
		if (socket.writable) socket.write(line, () => setImmediate(more))
	}
	more()
}
