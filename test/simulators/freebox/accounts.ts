import {createHmac, randomBytes} from 'node:crypto'

export type Decision = 'granted' | 'denied' | 'timeout'

export interface Registration {
	/** Status requests that are answered `pending` before the decision. */
	readonly pendingPolls: number
	readonly decision: Decision
	/** Error code with which registration is refused at once. */
	readonly refusal?: string
}

export interface Refusal {
	readonly code: string
	readonly extra?: Readonly<Record<string, unknown>>
}

interface App {
	readonly id: string
	readonly token: string
	readonly trackId: number
	status: 'pending' | 'unknown' | Decision
	pollsLeft: number
}

/** Failed logins after which the box refuses to listen. */
const FAILURES = 5

/** How long a session lasts, used or not. */
const HOUR_MS = 3_600_000

/** Applications, challenges and sessions of a box, with the real computation of section "login" of the API. */
export class Accounts {
	readonly apps: App[] = []
	readonly sessions = new Map<string, {requestsLeft: number; endsAt: number}>()
	opened = 0
	closed = 0
	failures = 0
	/** Every `password` that was sent: a retry with the same one would show. */
	readonly passwords: string[] = []
	registration: Registration = {pendingPolls: 2, decision: 'granted'}
	/** Requests that a session serves before it ends. */
	sessionRequests = Number.POSITIVE_INFINITY
	readonly #challenges: string[] = []

	/** Registers without a person. */
	grant(id: string, token = `q7Wf/+${randomBytes(43).toString('base64').slice(0, 58)}`): App {
		const app: App = {id, token, trackId: this.apps.length + 42, status: 'granted', pollsLeft: 0}
		this.apps.push(app)
		return app
	}

	/** A challenge is good for a short time: here, until eight others were asked for. It always holds a slash. */
	challenge(): string {
		const challenge = `Vz/+${randomBytes(21).toString('base64')}`
		this.#challenges.unshift(challenge)
		this.#challenges.length = Math.min(this.#challenges.length, 8)
		return challenge
	}

	authorize(body: unknown): App | Refusal {
		const {app_id, app_name, app_version, device_name} = body as Record<string, unknown>
		if (this.registration.refusal !== undefined) return {code: this.registration.refusal}
		if (
			typeof app_id !== 'string' ||
			[app_name, app_version, device_name].some(one => typeof one !== 'string')
		) {
			return {code: 'invalid_request'}
		}
		const app = this.grant(app_id)
		app.status = 'pending'
		app.pollsLeft = this.registration.pendingPolls
		return app
	}

	/** The decision is only final once the application has seen it. */
	trackStatus(trackId: number): string {
		const app = this.apps.find(one => one.trackId === trackId)
		if (app === undefined) return 'unknown'
		if (app.status === 'pending' && app.pollsLeft-- <= 0) app.status = this.registration.decision
		return app.status
	}

	open(body: unknown): {token: string} | Refusal {
		const {app_id, password} = body as Record<string, unknown>
		if (this.failures >= FAILURES) return {code: 'ratelimited'}
		this.passwords.push(String(password))
		const app = this.apps.find(one => one.id === app_id && this.#fits(one.token, String(password)))
		if (app === undefined || app.status === 'unknown' || app.status === 'denied') {
			this.failures++
			return {code: 'invalid_token'}
		}
		if (app.status === 'pending') return {code: 'pending_token'}
		const token = randomBytes(48).toString('base64')
		this.sessions.set(token, {
			requestsLeft: this.sessionRequests,
			endsAt: performance.now() + HOUR_MS,
		})
		this.opened++
		return {token}
	}

	#fits(token: string, password: string): boolean {
		return this.#challenges.some(
			challenge => createHmac('sha1', token).update(challenge).digest('hex') === password,
		)
	}

	/** Whether a session token is good for one more request. */
	use(token: string | undefined): boolean {
		const session = this.sessions.get(token ?? '')
		if (session === undefined) return false
		if (session.requestsLeft-- > 0 && performance.now() < session.endsAt) return true
		this.sessions.delete(token ?? '')
		return false
	}

	close(token: string | undefined): boolean {
		const known = this.sessions.delete(token ?? '')
		if (known) this.closed++
		return known
	}
}
