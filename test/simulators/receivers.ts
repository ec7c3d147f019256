import dgram from 'node:dgram'
import {once} from 'node:events'
import http from 'node:http'
import net, {type AddressInfo} from 'node:net'
import readline from 'node:readline'
import tls from 'node:tls'

/** A server that takes notifications, on loopback. */
export interface Receiver extends AsyncDisposable {
	readonly port: number
	/** What has arrived: datagrams, frames or bodies, in order. */
	readonly got: readonly string[]
	/** Waits until so many have arrived; rejects after some seconds. */
	until(count: number): Promise<readonly string[]>
}

export async function startUdp(): Promise<Receiver> {
	const got: string[] = []
	const socket = dgram.createSocket('udp4', bytes => void got.push(bytes.toString()))
	socket.bind(0, '127.0.0.1')
	await once(socket, 'listening')
	return receiver(socket.address().port, got, async () => {
		socket.close()
	})
}

/** Syslog over TCP, or TLS with a certificate: reads frames by octet count and takes nothing else. */
export async function startFrames(certificate?: {
	readonly key: string
	readonly cert: string
}): Promise<Receiver> {
	const got: string[] = []
	const sockets = new Set<net.Socket>()
	const take = (socket: net.Socket) => {
		sockets.add(socket)
		let rest: Buffer = Buffer.alloc(0)
		socket
			.on('error', () => {})
			.on('data', (chunk: Buffer) => {
				rest = Buffer.concat([rest, chunk])
				for (;;) {
					const [head = '', length] = /^([1-9]\d{0,5}) /.exec(rest.subarray(0, 8).toString('latin1')) ?? []
					if (length === undefined) return void (rest.length > 7 && socket.destroy())
					const end = head.length + Number(length)
					if (rest.length < end) return
					got.push(rest.subarray(head.length, end).toString())
					rest = rest.subarray(end)
				}
			})
	}
	const server = certificate === undefined ? net.createServer(take) : tls.createServer(certificate, take)
	return await listening(server, got, sockets)
}

/** Syslog over TCP that reads lines. */
export async function startLines(): Promise<Receiver> {
	const got: string[] = []
	const sockets = new Set<net.Socket>()
	const server = net.createServer(socket => {
		sockets.add(socket.on('error', () => {}))
		readline.createInterface(socket).on('line', line => void got.push(line))
	})
	return await listening(server, got, sockets)
}

/** A server that accepts connections, of any kind, and never says a word. */
export async function startSilent(): Promise<Receiver> {
	const sockets = new Set<net.Socket>()
	const server = net.createServer(socket => void sockets.add(socket.on('error', () => {})))
	return await listening(server, [], sockets)
}

/** A web server whose answers have no end. */
export async function startFlood(status: number): Promise<Receiver> {
	const got: string[] = []
	const server = http.createServer((request, response) => {
		request.resume()
		got.push(request.url ?? '')
		response.on('error', () => {}).writeHead(status, {'content-type': 'text/html'})
		const more = () => {
			while (!response.destroyed && response.write('x'.repeat(16_384)));
		}
		response.on('drain', more)
		more()
	})
	return await listening(server, got, new Set())
}

export interface Answer {
	readonly status: number
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
}

export interface HttpReceiver extends Receiver {
	readonly got: string[]
	readonly requests: readonly {readonly url: string; readonly headers: http.IncomingHttpHeaders}[]
	/** Answers of the next requests; afterwards 204. */
	readonly answers: Answer[]
}

/** A webhook. `check` says what is wrong with a body, which is then answered with 400, as Discord does. */
export async function startHttp(
	check: (body: string) => string | undefined = () => undefined,
): Promise<HttpReceiver> {
	const got: string[] = []
	const requests: {url: string; headers: http.IncomingHttpHeaders}[] = []
	const answers: Answer[] = []
	const server = http.createServer(async (request, response) => {
		let body = ''
		for await (const chunk of request) body += chunk
		requests.push({url: request.url ?? '', headers: request.headers})
		const problem = check(body)
		const answer: Answer =
			problem === undefined
				? (answers.shift() ?? {status: 204})
				: {status: 400, body: JSON.stringify({code: 50035, message: 'Invalid Form Body', errors: problem})}
		if (answer.status < 300) got.push(body)
		response.writeHead(answer.status, answer.headers).end(answer.body)
	})
	const base = await listening(server, got, new Set())
	return {...base, got, requests, answers}
}

/** What Discord refuses of a webhook's body, from its documentation. */
export function discordProblem(body: string): string | undefined {
	const {content = '', username = '', embeds = [], allowed_mentions: mentions} = JSON.parse(body)
	if (content === '' && embeds.length === 0) return 'Cannot send an empty message'
	if (content.length > 2000 || embeds.length > 10) return 'too long'
	if (!/^.{1,80}$/.test(username) || /discord|clyde/i.test(username)) return 'username'
	if (!Array.isArray(mentions?.parse) || mentions.parse.length > 0) return 'everybody could be mentioned'
	let sum = 0
	for (const {title = '', description = '', footer, fields = [], color, timestamp} of embeds) {
		if (title.length > 256 || description.length > 4096 || footer.text.length > 2048 || fields.length > 25)
			return 'embed'
		if (!Number.isInteger(color) || color < 0 || color > 0xffffff) return 'color'
		if (Number.isNaN(Date.parse(timestamp))) return 'timestamp'
		for (const {name, value} of fields) {
			if (name === '' || value === '' || name.length > 256 || value.length > 1024) return 'field'
			sum += name.length + value.length
		}
		sum += title.length + description.length + footer.text.length
	}
	return sum > 6000 ? 'more than 6000 characters' : undefined
}

async function listening(
	server: net.Server,
	got: readonly string[],
	sockets: Set<net.Socket>,
): Promise<Receiver> {
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const {port} = server.address() as AddressInfo
	return receiver(port, got, async () => {
		for (const socket of sockets) socket.destroy()
		if (server instanceof http.Server) server.closeAllConnections()
		server.close()
		await once(server, 'close')
	})
}

function receiver(port: number, got: readonly string[], stop: () => Promise<void>): Receiver {
	return {
		port,
		got,
		async until(count) {
			for (const end = performance.now() + 3000; got.length < count; ) {
				if (performance.now() > end)
					throw new Error(`${got.length} of ${count} messages arrived: ${got.join('\n')}`)
				await new Promise(resolve => setTimeout(resolve, 5))
			}
			return got
		},
		[Symbol.asyncDispose]: stop,
	}
}
