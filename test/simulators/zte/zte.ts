import {createHash, randomBytes} from 'node:crypto'
import {once} from 'node:events'
import http, {type IncomingMessage, type ServerResponse} from 'node:http'
import https from 'node:https'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'
import {answerH267a} from './h267a.ts'
import {answerH1600} from './h1600.ts'

export interface ZteBehaviour {
	readonly family: 'h267a' | 'h1600'
	/** Data pages by their path and query. */
	readonly pages: ReadonlyMap<string, string>
	/** By default `admin` and `secret`. */
	readonly username?: string
	readonly password?: string
	/** Somebody else is logged in; there is one session. */
	readonly isBusy?: boolean
	/** The page that must be opened before the data, as a part of its address. */
	readonly context?: string
	/** H1600: fields that the answer to a good login has instead of the usual ones. */
	readonly loginAnswer?: Readonly<Record<string, unknown>>
	/** Data pages time out until the main page was loaded after the login. */
	readonly needsMainPage?: boolean
	/** Data pages need no page but the main one. */
	readonly needsNoStatusPage?: boolean
	/** Data pages that time out end the session. */
	readonly isStrict?: boolean
	/** The first session is lost before the data. */
	readonly losesSession?: boolean
	/** H1600: the first login finds its page expired. */
	readonly isStaleOnce?: boolean
	/** What happens instead of an answer to requests that have this in them, as `POST /`; `nth`: to that one only. */
	readonly fault?: {
		readonly at: string
		readonly nth?: number
		readonly how: 'hang' | 'close' | 'cut' | 'error' | 'garbage' | 'flood'
	}
	readonly tls?: {readonly key: string; readonly cert: string}
}

/** A request as the families see it. */
export interface Asked {
	readonly method: string
	/** Path and query, without the numbers that only defeat caches. */
	readonly path: string
	readonly cookies: ReadonlyMap<string, string>
	readonly form: ReadonlyMap<string, string>
}

export interface Answer {
	readonly status?: number
	readonly headers?: Readonly<Record<string, string | string[]>>
	readonly body: string
}

export interface ZteSimulator extends AsyncDisposable {
	readonly port: number
	/** Every request, as `GET /path`. */
	readonly requests: readonly string[]
	/** Passwords that were tried, right or wrong: how often, not which. */
	readonly state: State
}

/** What the box remembers: one session, tokens that are used once, failures that lock it. */
export class State {
	readonly behaviour: ZteBehaviour
	logins = 0
	logouts = 0
	reboots = 0
	failures = 0
	/** The session that is logged in. */
	session: string | undefined
	other: string | undefined
	context: string | undefined
	hasLoadedMain = false
	isStale: boolean
	readonly #tokens = new Map<string, string>()

	constructor(behaviour: ZteBehaviour) {
		this.behaviour = behaviour
		this.other = behaviour.isBusy ? newId() : undefined
		this.isStale = behaviour.isStaleOnce === true
	}

	token(session: string): string {
		const token = String(randomBytes(4).readUInt32BE())
		this.#tokens.set(session, token)
		return token
	}

	get isLocked(): boolean {
		return this.failures >= 3
	}

	/** Whether the password was sent as the SHA-256 of itself and the token, which is spent by that. */
	accepts(session: string, username: string | undefined, sent: string | undefined): boolean {
		this.logins += 1
		const {username: name = 'admin', password = 'secret'} = this.behaviour
		const token = this.#tokens.get(session)
		this.#tokens.delete(session)
		const expected = createHash('sha256').update(`${password}${token}`).digest('hex')
		const isRight = token !== undefined && username === name && sent === expected
		this.failures = isRight ? 0 : this.failures + 1
		return isRight
	}

	open(): string {
		this.session = newId()
		this.context = undefined
		this.hasLoadedMain = false
		return this.session
	}

	/** Whether the page of the data, as a part of its address, was opened before the data. */
	isReadyFor(session: string, page: string): boolean {
		const {needsMainPage, needsNoStatusPage, isStrict, losesSession, context = page} = this.behaviour
		const isIn = session !== '' && session === this.session && !(losesSession && this.logins === 1)
		const isOpened = needsNoStatusPage || this.context?.includes(context)
		const isReady = isIn && isOpened === true && (!needsMainPage || this.hasLoadedMain)
		if (isIn && isStrict && !isReady) this.session = undefined
		return isReady
	}
}

export const newId = (): string => randomBytes(16).toString('hex')

export const envelope = (error: string): string =>
	`<ajax_response_xml_root><IF_ERRORPARAM>SUCC</IF_ERRORPARAM><IF_ERRORSTR>${error}</IF_ERRORSTR><IF_ERRORID>0</IF_ERRORID></ajax_response_xml_root>`

export const token = (text: string): string => `<ajax_response_xml_root>${text}</ajax_response_xml_root>`

export const hexEscaped = (text: string): string =>
	[...Buffer.from(text)].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')

/** The web server of a ZTE on loopback. */
export async function startZte(behaviour: ZteBehaviour): Promise<ZteSimulator> {
	const requests: string[] = []
	const state = new State(behaviour)
	const serve = (request: IncomingMessage, response: ServerResponse) => {
		void answer(request, response, state, requests)
	}
	const server = behaviour.tls ? https.createServer(behaviour.tls, serve) : http.createServer(serve)
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	return {
		port: (server.address() as AddressInfo).port,
		requests,
		state,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections()
			server.close()
			await once(server, 'close')
		},
	}
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	state: State,
	requests: string[],
): Promise<void> {
	const {fault, family} = state.behaviour
	const path = (request.url ?? '/').replace(/&_=\d+$/, '')
	const asked: Asked = {
		method: request.method ?? 'GET',
		path,
		cookies: new Map((request.headers.cookie ?? '').split('; ').map(pair => splitAt(pair, '='))),
		form: new Map(new URLSearchParams(await text(request))),
	}
	requests.push(`${asked.method} ${path}`)
	const {
		status = 200,
		headers = {},
		body,
	} = family === 'h267a' ? answerH267a(asked, state) : answerH1600(asked, state)
	const isAt = fault !== undefined && `${asked.method} ${path}`.includes(fault.at)
	const nth = requests.filter(one => fault !== undefined && one.includes(fault.at)).length
	const breaks = isAt && (fault.nth ?? nth) === nth
	if (breaks && fault.how === 'hang') return
	if (breaks && fault.how === 'close') return void request.socket.destroy()
	if (breaks && fault.how === 'error') return void response.writeHead(500).end('Internal Server Error')
	if (breaks && fault.how === 'garbage') return void response.writeHead(200).end('\u0000\u0001 nonsense <')
	if (breaks && fault.how === 'flood') {
		const more = () => {
			while (!response.destroyed && response.write('x'.repeat(65_536)));
		}
		response.on('drain', more)
		return more()
	}
	response.writeHead(status, headers)
	response.end(breaks ? body.slice(0, body.length / 2) : body)
}

function splitAt(text: string, sign: string): [string, string] {
	const at = text.indexOf(sign)
	return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
