import {Accounts} from './accounts.ts'
import {answerOf, loadModel, type Model, toJson} from './model.ts'

export interface Request {
	readonly method: string
	/** With its query. */
	readonly url: string
	readonly headers: Readonly<Record<string, string | string[] | undefined>>
	readonly body: string
}

export interface Reply {
	readonly status: number
	readonly type: string
	readonly body: string
}

/** The API of one box: what it answers, without any network. */
export class Box {
	readonly model: Model
	readonly accounts = new Accounts()
	permissions: Record<string, boolean>
	/** Answers that replace those of the model, by path. */
	readonly overrides = new Map<string, unknown>()

	constructor(name: string) {
		this.model = loadModel(name)
		this.permissions = {...this.model.permissions}
	}

	get major(): number {
		return Number.parseInt(this.model.api_version.api_version, 10)
	}

	handle(request: Request): Reply {
		const path = request.url.replace(/\?.*$/s, '')
		if (path === '/api_version' || path === '/api_version/') return json(200, this.model.api_version)
		const match = /^\/api\/(v\d+|latest)\/(.*)$/s.exec(path)
		const version = match?.[1] === 'latest' ? this.major : Number(match?.[1]?.slice(1))
		const rest = match?.[2]
		if (rest === undefined) return {status: 404, type: 'text/html', body: '<html>404 Not Found</html>'}
		if (!(version >= 1 && version <= this.major)) return this.failure('invalid_api_version', 404)
		return rest.startsWith('login/') ? this.#login(rest, request) : this.#read(rest, version, request)
	}

	#login(path: string, {method, body, headers}: Request): Reply {
		const parsed = (): unknown => {
			try {
				return JSON.parse(body)
			} catch {
				return {}
			}
		}
		const track = /^login\/authorize\/(\d+)\/?$/.exec(path)
		if (track !== null) {
			const status = this.accounts.trackStatus(Number(track[1]))
			return success({status, challenge: this.accounts.challenge()})
		}
		if (/^login\/authorize\/?$/.test(path) && method === 'POST') {
			const app = this.accounts.authorize(parsed())
			if ('code' in app) return this.failure(app.code, 403)
			return success({app_token: app.token, track_id: app.trackId})
		}
		if (/^login\/session\/?$/.test(path) && method === 'POST') {
			const session = this.accounts.open(parsed())
			if ('code' in session) return this.failure(session.code, 403, true)
			return success({
				session_token: session.token,
				challenge: this.accounts.challenge(),
				permissions: this.permissions,
			})
		}
		if (/^login\/logout\/?$/.test(path) && method === 'POST') {
			return this.accounts.close(tokenOf(headers))
				? success(undefined)
				: this.failure('auth_required', 403, true)
		}
		if (/^login\/?$/.test(path)) {
			const logged_in = this.accounts.sessions.has(tokenOf(headers) ?? '')
			return success({
				logged_in,
				challenge: this.accounts.challenge(),
				password_salt: 'uevf',
				password_set: true,
			})
		}
		return this.failure('invalid_request', 404)
	}

	#read(path: string, version: number, {method, headers}: Request): Reply {
		if (method !== 'GET') return this.failure('insufficient_rights', 403, false, {missing_right: 'settings'})
		if (!this.accounts.use(tokenOf(headers))) return this.failure('auth_required', 403, true)
		// A trailing slash makes no difference.
		const known = [path, `${path}/`, path.replace(/\/$/, '')].find(
			one => this.overrides.has(one) || answerOf(this.model, one, version) !== undefined,
		)
		if (known === undefined) return this.failure('invalid_request', 404)
		const right = /^(call|vm)\//.exec(path)?.[1]?.replace('call', 'calls')
		if (right !== undefined && !this.permissions[right]) {
			return this.failure('insufficient_rights', 403, false, {missing_right: right})
		}
		const answer = this.overrides.has(known)
			? this.overrides.get(known)
			: answerOf(this.model, known, version)
		const {$error, $status, $missing} = (answer ?? {}) as Record<string, unknown>
		if (typeof $error === 'string') return this.failure($error, Number(JSON.stringify($status ?? 200)))
		return success($missing === undefined ? answer : undefined)
	}

	/** `withChallenge`: as errors of the login are, with a fresh challenge to go on with. */
	failure(
		error_code: string,
		status: number,
		withChallenge = false,
		extra: Readonly<Record<string, unknown>> = {},
	): Reply {
		const {uid} = this.model.api_version
		const msg = `Requête refusée (${error_code})`
		const result = withChallenge
			? {result: {password_salt: 'uevf', challenge: this.accounts.challenge()}}
			: {}
		return json(status, {success: false, error_code, msg, uid, ...extra, ...result})
	}
}

function tokenOf(headers: Request['headers']): string | undefined {
	const token = headers['x-fbx-app-auth']
	return typeof token === 'string' ? token : undefined
}

function success(result: unknown): Reply {
	return json(200, result === undefined ? {success: true} : {success: true, result})
}

function json(status: number, value: unknown): Reply {
	return {status, type: 'application/json; charset=utf-8', body: toJson(value)}
}
