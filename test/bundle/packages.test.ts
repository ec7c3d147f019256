import {execFile} from 'node:child_process'
import {X509Certificate} from 'node:crypto'
import {once} from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import net, {type AddressInfo} from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type {TLSSocket} from 'node:tls'
import zlib from 'node:zlib'
import ssh2 from 'ssh2'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {bundle} from '../../scripts/bundle/bundle.ts'
import {testNode} from './node.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-bundle-'))
const servers: {close(): unknown}[] = []

beforeAll(async () => {
	await bundle('test/bundle/packages.ts', path.join(folder, 'dist'))
	fs.cpSync('bin', path.join(folder, 'bin'), {recursive: true})
})
afterAll(() => {
	for (const server of servers) server.close()
	fs.rmSync(folder, {recursive: true})
})

interface Used {
	readonly result: unknown
	readonly builtins: readonly string[]
}

/** Runs one use of `packages.ts` from the bundle; whatever it prints to stderr is a failure unless expected. */
function use(name: string, args: readonly string[] = [], {stdin = '', stderr = ''} = {}): Promise<Used> {
	return new Promise((resolve, reject) => {
		const file = path.join(folder, 'bin/linestat.js')
		const child = execFile(testNode, [file, name, ...args], {timeout: 10_000}, (error, out, err) => {
			if (error) reject(error)
			else if (!err.includes(stderr) || (stderr === '' && err !== '')) reject(new Error(err))
			else resolve(JSON.parse(out))
		})
		child.stdin?.end(stdin)
	})
}

async function listen<S extends net.Server>(server: S): Promise<[server: S, port: number]> {
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	servers.push(server)
	return [server, (server.address() as AddressInfo).port]
}

describe('got', () => {
	let asked: string[] = []
	const answer: http.RequestListener = (request, response) => {
		asked.push(request.url ?? '')
		const body = JSON.stringify({path: request.url})
		if (request.url === '/moved') response.writeHead(302, {location: '/here'}).end()
		else if (request.url === '/gzip') response.setHeader('content-encoding', 'gzip').end(zlib.gzipSync(body))
		else if (request.url === '/br')
			response.setHeader('content-encoding', 'br').end(zlib.brotliCompressSync(body))
		else if (request.url === '/busy') response.writeHead(503).end()
		else if (request.url !== '/silent') response.end(body)
	}
	const certificate = fs.readFileSync('fixtures/tls/localhost.crt', 'utf8')
	let plain = ''
	let secure = ''
	beforeAll(async () => {
		plain = `http://127.0.0.1:${(await listen(http.createServer(answer)))[1]}`
		const key = fs.readFileSync('fixtures/tls/localhost.key')
		secure = `https://127.0.0.1:${(await listen(https.createServer({key, cert: certificate}, answer)))[1]}`
	})

	it('reads a plain answer without loading TLS, HTTP/2 or cryptography', async () => {
		const {result, builtins} = await use('got', [`${plain}/here`])
		expect(result).toEqual({status: 200, url: `${plain}/here`, body: '{"path":"/here"}'})
		expect(builtins).toContain('http')
		expect(
			builtins.filter(name => ['http2', 'https', 'tls', 'crypto', 'zlib', 'child_process'].includes(name)),
		).toEqual([])
	})

	it('follows a redirect', async () => {
		expect((await use('got', [`${plain}/moved`])).result).toMatchObject({status: 200, url: `${plain}/here`})
	})

	it.each(['/gzip', '/br'])('unpacks %s', async name => {
		expect((await use('got', [plain + name])).result).toMatchObject({body: `{"path":"${name}"}`})
	})

	it('asks once where the server is busy', async () => {
		asked = []
		expect((await use('got', [`${plain}/busy`])).result).toMatchObject({error: 'HTTPError', status: 503})
		expect(asked).toEqual(['/busy'])
	})

	it('gives up at the timeout', async () => {
		expect((await use('got', [`${plain}/silent`])).result).toMatchObject({
			error: 'TimeoutError',
			code: 'ETIMEDOUT',
		})
	})

	it('refuses a certificate it cannot check', async () => {
		expect((await use('got', [`${secure}/here`])).result).toMatchObject({code: 'DEPTH_ZERO_SELF_SIGNED_CERT'})
	})

	it('takes the certificate it was told to trust', async () => {
		expect((await use('got', [`${secure}/gzip`, certificate])).result).toMatchObject({
			body: '{"path":"/gzip"}',
		})
	})

	it('keeps the connections to a server whose certificate is pinned, and asks for it by name', async () => {
		const names = new Set<unknown>()
		let connections = 0
		const key = fs.readFileSync('fixtures/tls/localhost.key')
		const [server, port] = await listen(https.createServer({key, cert: certificate}, answer))
		server.on('secureConnection', socket => {
			connections++
			names.add((socket as TLSSocket & {servername: unknown}).servername)
		})
		const {fingerprint256} = new X509Certificate(certificate)
		const {result} = await use('https', [String(port), fingerprint256])
		expect(result).toEqual([200, 200, 200, 200, 200, 200])
		expect([connections, ...names]).toEqual([2, 'box.example'])
	})
})

describe('ssh2', () => {
	const {private: hostKey} = ssh2.utils.generateKeyPairSync('ed25519')
	let port = ''
	beforeAll(async () => {
		const server = new ssh2.Server({hostKeys: [hostKey]}, client => {
			client.on('authentication', login => {
				if (login.method === 'password' && login.password === 'secret') login.accept()
				else login.reject(['password'])
			})
			client.on('session', accept => {
				accept().on('exec', (acceptExec, _reject, {command}) => {
					const channel = acceptExec()
					channel.write(`ran ${command}\n`)
					channel.exit(0)
					channel.end()
				})
			})
			client.on('error', () => {})
		})
		server.listen(0, '127.0.0.1')
		await once(server, 'listening')
		servers.push(server)
		port = String((server.address() as AddressInfo).port)
	})

	it('logs in, sees the host key and runs a command', async () => {
		const {result} = await use('ssh', [port, 'root', 'secret'])
		expect(result).toMatchObject({output: 'ran uptime\n', hostKey: expect.stringMatching(/^[0-9a-f]{64}$/)})
	})

	it('tells a refused login', async () => {
		expect((await use('ssh', [port, 'root', 'wrong'])).result).toMatchObject({error: 'client-authentication'})
	})

	it('reads a private key', async () => {
		expect((await use('sshKey', [hostKey])).result).toBe('ssh-ed25519')
	})
})

it('telnet-client logs in and asks', async () => {
	const [, port] = await listen(
		net.createServer(socket => {
			const replies = ['Password:', 'modem> ', 'vdsl status\r\nState : SHOWTIME\r\nmodem> ']
			socket.write('Account:')
			socket.on('data', () => socket.write(replies.shift() ?? ''))
			socket.on('error', () => {})
		}),
	)
	expect((await use('telnet', [String(port)])).result).toContain('State : SHOWTIME')
})

it('conf keeps values in a file', async () => {
	const {result} = await use('conf', [folder])
	expect(result).toEqual({'192.0.2.1': {token: 't'}})
	expect(JSON.parse(fs.readFileSync(path.join(folder, 'tokens.json'), 'utf8'))).toEqual(result)
})

it('write-file-atomic leaves the whole file and nothing else', async () => {
	const file = path.join(folder, 'prom/linestat.prom')
	fs.mkdirSync(path.dirname(file))
	await use('writeFile', [file, 'up 1\n'])
	expect(fs.readFileSync(file, 'utf8')).toBe('up 1\n')
	expect(fs.readdirSync(path.dirname(file))).toEqual(['linestat.prom'])
})

it('read takes a line from stdin', async () => {
	expect((await use('read', [], {stdin: 'secret\n', stderr: 'Password: '})).result).toBe('secret')
})

it('yocto-spinner ends with its last word', async () => {
	expect((await use('spinner', [], {stderr: 'Granted'})).result).toBe(false)
})

it.each([
	['csv', ['a,b\n1,"x, y"\n'], [{a: '1', b: 'x, y'}]],
	['yaml', ['a: [1, {b: 2}]'], {value: {a: [1, {b: 2}]}, errors: []}],
	['yaml', ['a: 1\na: 2'], {value: {a: 2}, errors: [['DUPLICATE_KEY', {line: 2, col: 1}]]}],
	['valibot', ['{"port": 23}'], {port: 23}],
	['valibot', ['{"port": 70000}'], ['Invalid value: Expected <=65535 but received 70000']],
	['picomatch', ['eth*', 'eth0', 'lo', 'eth1'], ['eth0', 'eth1']],
	['stringWidth', ['eth0', '光', '\u{1f4f6}', 'é'], [4, 2, 2, 1]],
	[
		'sshConfig',
		['Host modem\n  HostName 192.0.2.1\n  Port 2222', 'modem'],
		{Host: 'modem', HostName: '192.0.2.1', Port: '2222'},
	],
	['commander', ['ifstat', '--format', 'json'], {format: 'json'}],
	['commander', ['ifstat', '--fromat'], "error: unknown option '--fromat'\n(Did you mean --format?)"],
])('%s answers %j with %j', async (name, args, expected) => {
	expect((await use(name, args)).result).toEqual(expected)
})
