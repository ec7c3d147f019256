import {createHmac} from 'node:crypto'
import {ParseError} from '../../errors.ts'
import {type Json, object, text} from '../../json.ts'
import type {HttpClient} from '../../transports/http.ts'
import {version} from '../../version.ts'
import {formatAnswer, resultOf} from './answer.ts'
import {FreeboxFailure} from './failure.ts'

/** Asks outside of a session, or with its token. `path` is the whole path. */
export async function ask(
	http: HttpClient,
	method: 'GET' | 'POST',
	path: string,
	{body, token}: {readonly body?: object; readonly token?: string} = {},
): Promise<Json> {
	const answer = await http.request({
		method,
		path,
		headers: {
			...(token === undefined ? {} : {'x-fbx-app-auth': token}),
			...(body === undefined ? {} : {'content-type': 'application/json'}),
		},
		...(body === undefined ? (method === 'POST' ? {body: ''} : {}) : {body: JSON.stringify(body)}),
	})
	return resultOf(`${method} ${path.replace(/^.*\/v\d+\//, '')}`, formatAnswer(answer.status, answer.body))
}

export interface LoginRequest {
	readonly http: HttpClient
	/** `/api/v16/` */
	readonly path: string
	readonly appId: string
	readonly appToken: string
	/** One that an answer enclosed. */
	readonly challenge?: string | undefined
	/** Hides what is secret. */
	readonly hide: (secret: string) => void
}

export interface OpenedSession {
	readonly token: string
	/** What the application may do, as `calls`. */
	readonly permissions: readonly string[]
}

/**
 * Opens a session: the box's challenge, signed with the token, which itself is never sent. A challenge may be too old by
 * the time it is used, so a refusal is answered once with the challenge that it encloses, and never again: the box counts.
 */
export async function login(request: LoginRequest): Promise<OpenedSession> {
	const {http, path, challenge} = request
	const first = challenge ?? text(object(await ask(http, 'GET', `${path}login/`)).challenge)
	try {
		return await open(request, first)
	} catch (error) {
		const next =
			error instanceof FreeboxFailure && error.code === 'invalid_token' ? error.challenge : undefined
		if (next === undefined) throw error
		return await open(request, next)
	}
}

async function open(
	{http, path, appId, appToken, hide}: LoginRequest,
	challenge: string | undefined,
): Promise<OpenedSession> {
	if (challenge === undefined) throw new ParseError('GET login/: the answer has no challenge')
	const password = createHmac('sha1', appToken).update(challenge).digest('hex')
	hide(password)
	const body = {app_id: appId, app_version: version, password}
	const session = object(await ask(http, 'POST', `${path}login/session/`, {body}))
	const token = text(session.session_token)
	if (token === undefined) throw new ParseError('POST login/session/: the answer has no session_token')
	hide(token)
	const permissions = Object.entries(object(session.permissions))
	return {token, permissions: permissions.filter(([, given]) => given === true).map(([name]) => name)}
}
