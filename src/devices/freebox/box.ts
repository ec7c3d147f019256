import type {Json} from '../../json.ts'
import type {PollContext} from '../device.ts'
import {formatAnswer, resultOf, withoutSecrets} from './answer.ts'
import type {BoxClient} from './connection.ts'
import type {Registration} from './credentials.ts'
import {type Discovery, readDiscovery} from './discovery.ts'
import {FreeboxFailure} from './failure.ts'
import {Session} from './session.ts'
import type {BoxState} from './state.ts'

export interface BoxRequest {
	/** Called at the first question to the box, and never under `--replay`. */
	readonly connect: () => Promise<BoxClient>
	readonly registration: Pick<Registration, 'appId' | 'appToken'>
	/** What the poll before left. */
	readonly kept: BoxState
	/** Version of the API that the user insists on. */
	readonly apiVersion?: number | undefined
	readonly context: Pick<PollContext, 'exchange' | 'log'>
}

/** The API of one box, for one poll. */
export class Box {
	readonly #request: BoxRequest
	readonly #session: Session
	#client: Promise<BoxClient> | undefined
	#discovery: Promise<Discovery> | undefined
	/** What the box is after all, where it is not what the poll before has found. */
	#refreshed: Promise<Discovery> | undefined
	/** The answer to `/api_version`, where it was asked for in this poll. */
	#asked: string | undefined
	/** Whether the box has no connection, which every version has: this one is not served. */
	#hasNothing = false

	constructor(request: BoxRequest) {
		this.#request = request
		const {kept, context} = request
		if (kept.sessionToken !== undefined) context.log.hide(kept.sessionToken)
		context.log.hide(request.registration.appToken)
		this.#session = new Session(kept.sessionToken, challenge => this.#login(challenge))
	}

	/** What the box is; known without a question where the poll before has asked. */
	discover(): Promise<Discovery> {
		this.#discovery ??= this.#askVersion(this.#request.kept.discovery)
		return this.#discovery
	}

	/** The `result` of `GET <path>`, the path being below `/api/v<N>/`. `name`: how a capture calls the question. */
	async get(path: string, name = path): Promise<Json> {
		const question = `GET ${name}`
		const answer = await this.#request.context.exchange(question, () => this.#getText(question, path))
		return resultOf(question, answer)
	}

	/**
	 * What is worth keeping. The version of the API is asked for again after each login: a box that was updated has
	 * restarted, and so ended its sessions.
	 */
	async state(): Promise<BoxState> {
		const {kept} = this.#request
		const {opened} = this.#session
		const accepted = (await this.#client)?.accepted()
		return {
			...kept,
			discovery: this.#asked ?? (opened === undefined && !this.#hasNothing ? kept.discovery : undefined),
			sessionToken: opened?.token ?? kept.sessionToken,
			port: this.#client === undefined ? kept.port : (await this.#client).movedTo()?.toString(),
			fingerprint: accepted?.by === 'chain' ? accepted.fingerprint : kept.fingerprint,
		}
	}

	/** What the application may do, as `calls`; known after a login. */
	permissions(): readonly string[] | undefined {
		return this.#session.opened?.permissions
	}

	/** Why there is no session, where the login failed. */
	loginFailure(): unknown {
		return this.#session.failure
	}

	/** Ends the session that this poll has opened. */
	async logout(): Promise<void> {
		const token = this.#session.opened?.token
		if (token === undefined) return
		const [{path}, {ask}] = await Promise.all([this.discover(), import('./login.ts')])
		await ask(await this.connected(), 'POST', `${path}login/logout/`, {token})
	}

	connected(): Promise<BoxClient> {
		this.#client ??= this.#request.connect()
		return this.#client
	}

	async close(): Promise<void> {
		if (this.#client !== undefined) (await this.#client).close()
	}

	async #askVersion(kept?: string): Promise<Discovery> {
		const answer = await this.#request.context.exchange('GET /api_version', async () => {
			if (kept !== undefined) return kept
			const {status, body} = await (await this.connected()).request({method: 'GET', path: '/api_version'})
			return formatAnswer(status, body)
		})
		const discovery = readDiscovery(answer, this.#request.apiVersion)
		if (kept === undefined) this.#asked = answer
		return discovery
	}

	/** The code for it, and with it `node:crypto`, is loaded when it is needed: most polls have a session. */
	async #login(challenge?: string) {
		const {appId, appToken} = this.#request.registration
		const {login} = await import('./login.ts')
		const hide = (secret: string) => this.#request.context.log.hide(secret)
		const open = async () => {
			const {path} = await this.discover()
			return login({http: await this.connected(), path, appId, appToken, challenge, hide})
		}
		try {
			return await open()
		} catch (error) {
			if (!(error instanceof FreeboxFailure) || !this.#isOfAnother(error)) throw error
			await this.#discoverAgain()
			return open()
		}
	}

	async #getText(question: string, path: string): Promise<string> {
		const token = await this.#session.token()
		let answer = await this.#getOnce(path, token)
		let failure = failureIn(question, answer)
		if (failure !== undefined && this.#isOfAnother(failure)) {
			await this.#discoverAgain()
			answer = await this.#getOnce(path, token)
			failure = failureIn(question, answer)
		}
		if (failure?.needsLogin) return this.#getOnce(path, await this.#session.renew(token, failure))
		if (failure?.isAbsence && path === 'connection/') this.#hasNothing = true
		return answer
	}

	/** Whether the box is another, or has gone back to older firmware, since the poll before. */
	#isOfAnother({code}: FreeboxFailure): boolean {
		return code === 'invalid_api_version' && this.#request.kept.discovery !== undefined
	}

	#discoverAgain(): Promise<Discovery> {
		this.#refreshed ??= this.#askVersion()
		this.#discovery = this.#refreshed
		return this.#refreshed
	}

	async #getOnce(path: string, token: string): Promise<string> {
		const discovery = await this.discover()
		const {status, body} = await (await this.connected()).request({
			method: 'GET',
			path: `${discovery.path}${path}`,
			headers: {'x-fbx-app-auth': token},
		})
		return formatAnswer(status, withoutSecrets(body))
	}
}

/** How the box says no, if it does; most answers are not read twice. */
function failureIn(question: string, answer: string): FreeboxFailure | undefined {
	if (!/"success"\s*:\s*false/.test(answer)) return undefined
	try {
		resultOf(question, answer)
	} catch (error) {
		return error instanceof FreeboxFailure ? error : undefined
	}
	return undefined
}
