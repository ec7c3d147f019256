import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import {parseCapture} from '../../src/conversation.ts'
import type {Certificate} from './certificates.ts'
import {type Fault, spoil} from './freebox/faults.ts'
import {listen} from './listening.ts'

export type Api = 'v1' | 'v2' | 'opnsense'
type Question = 'interfaces' | 'gateways'

/** How its API lets in, one way at a time. */
export type Mode = 'key' | 'basic' | 'jwt'

const BASIC = `Basic ${Buffer.from('poller:pfsense pass').toString('base64')}`
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJkYXRhIjoicG9sbGVyIn0.c2lnbmF0dXJlLW9mLWE'

/** What the firewall accepts: the value of one header. */
const ACCESS: Readonly<Record<Api, Readonly<Record<Mode, readonly [header: string, value: string]>>>> = {
	v1: {
		key: ['authorization', '61646d696e 0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
		basic: ['authorization', BASIC],
		jwt: ['authorization', `Bearer ${TOKEN}`],
	},
	v2: {
		key: ['x-api-key', '5f2d8a0b4c6e917381b2d4f6a8c0e2f4'],
		basic: ['authorization', BASIC],
		jwt: ['authorization', `Bearer ${TOKEN}`],
	},
	opnsense: {
		key: ['authorization', `Basic ${Buffer.from('w86XNZob/8Oq8aC5:XeD26XVrJ5ilAc+E').toString('base64')}`],
		basic: ['', ''],
		jwt: ['', ''],
	},
}

const PATHS: Readonly<Record<Api, Readonly<Record<string, Question>>>> = {
	v1: {'/api/v1/status/interface': 'interfaces', '/api/v1/status/gateway': 'gateways'},
	v2: {'/api/v2/status/interfaces': 'interfaces', '/api/v2/status/gateways': 'gateways'},
	opnsense: {
		'/api/interfaces/overview/interfacesInfo': 'interfaces',
		'/api/interfaces/overview/interfaces_info': 'interfaces',
		'/api/routes/gateway/status': 'gateways',
	},
}

const REFUSED: Readonly<Record<Api, unknown>> = {
	v1: {status: 'unauthorized', code: 401, return: 3, message: 'Authentication failed', data: []},
	v2: {
		code: 401,
		status: 'unauthorized',
		response_id: 'AUTH_AUTHENTICATION_FAILED',
		message: 'Authentication failed.',
		data: [],
	},
	opnsense: {status: 401, message: 'Authentication Failed'},
}

/** A single object: `data` is no list. */
const LOGGED_IN = {code: 200, status: 'ok', response_id: 'SUCCESS', message: '', data: {token: TOKEN}}

export interface Reply {
	readonly status: number
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
}

export interface FirewallOptions {
	readonly api: Api
	/** Name of a fixture; it can be changed while the firewall runs. */
	readonly fixture: string
	readonly tls?: Certificate
	/** By default `key`. */
	readonly mode?: Mode
}

export interface Seen {
	readonly method: string
	readonly path: string
	readonly headers: http.IncomingHttpHeaders
}

export interface Firewall extends AsyncDisposable {
	readonly port: number
	/** For `--host`. */
	readonly url: string
	fixture: string
	readonly requests: Seen[]
	/** TLS handshakes, or connections where there is no TLS. */
	connections: number
	/** Greatest number of requests at once. */
	atOnce: number
	/** What goes wrong. */
	readonly faults: Map<Question, Fault>
	/** What is answered instead, to whoever has the key or, with `always`, to everybody; `login`: for the token. */
	readonly replies: Map<Question | 'always' | 'login', Reply>
	close(): Promise<void>
}

/** A firewall on loopback with one of the three APIs, which answers from a fixture. */
export async function startFirewall({api, fixture, tls, mode = 'key'}: FirewallOptions): Promise<Firewall> {
	let now = 0
	const listener: http.RequestListener = async (request, response) => {
		const path = request.url ?? ''
		const {method = '', headers} = request
		firewall.requests.push({method, path, headers})
		firewall.atOnce = Math.max(firewall.atOnce, ++now)
		response.once('close', () => now--)
		const always = firewall.replies.get('always')
		if (always !== undefined) return send(response, always)
		const question = PATHS[api][path]
		const refused = {status: 401, body: JSON.stringify(REFUSED[api])}
		if (api === 'v2' && mode === 'jwt' && method === 'POST' && path === '/api/v2/auth/jwt') {
			if (headers.authorization !== BASIC) return send(response, refused)
			return send(response, firewall.replies.get('login') ?? {status: 200, body: JSON.stringify(LOGGED_IN)})
		}
		if (question === undefined || method !== 'GET') return send(response, NOT_FOUND)
		const [header, value] = ACCESS[api][mode]
		if (headers[header] !== value) return send(response, refused)
		const reply = firewall.replies.get(question) ?? ofFixture(api, firewall.fixture, question)
		const fault = firewall.faults.get(question)
		if (fault === undefined || !(await spoil(fault, response, reply.body ?? ''))) send(response, reply)
	}
	const server =
		tls === undefined ? http.createServer(listener) : https.createServer({...tls, keepAlive: true}, listener)
	const {port, url, close} = await listen(server, tls !== undefined, () => firewall.connections++)
	const firewall: Firewall = {
		port,
		url,
		fixture,
		requests: [],
		connections: 0,
		atOnce: 0,
		faults: new Map(),
		replies: new Map(),
		close,
		[Symbol.asyncDispose]: close,
	}
	return firewall
}

const NOT_FOUND: Reply = {
	status: 404,
	headers: {'content-type': 'text/html'},
	body: '<html>\r\n<head><title>404 Not Found</title></head>\r\n<body><center>nginx</center></body>\r\n</html>\r\n',
}

/** The file of a fixture. */
export const fixtureFile = (api: Api, name: string): string =>
	api === 'opnsense' ? `fixtures/opnsense/${name}.txt` : `fixtures/pfsense/${api}--${name}.txt`

/** What the fixture answers to a question. */
function ofFixture(api: Api, fixture: string, question: Question): Reply {
	const {exchanges} = parseCapture(fs.readFileSync(fixtureFile(api, fixture), 'utf8'))
	const answer = exchanges.find(one => one.question === question)?.answer ?? ''
	const [, status, type = '', body = ''] = /^HTTP (\d+)\ncontent-type: (.*)\n\n(.*)$/s.exec(answer) ?? []
	return {status: Number(status), headers: {'content-type': type}, body}
}

/** Chunked, in two pieces, as PHP sends it. */
function send(response: http.ServerResponse, {status, headers, body = ''}: Reply): void {
	response.writeHead(status, {'content-type': 'application/json', server: 'nginx', ...headers})
	const bytes = Buffer.from(body)
	const half = Math.floor(bytes.length / 2)
	response.write(bytes.subarray(0, half))
	response.end(bytes.subarray(half))
}
