import type {FreeboxFailure} from './failure.ts'
import type {OpenedSession} from './login.ts'

/** The session of one poll: that of the poll before, or one that is opened when it is needed. */
export class Session {
	readonly #open: (challenge?: string) => Promise<OpenedSession>
	readonly #renewed = new Map<string, Promise<string>>()
	#token: Promise<string> | undefined
	/** What the newest login said; undefined while the session of the poll before is good. */
	opened: OpenedSession | undefined
	/** Why the newest login failed. */
	failure: unknown

	constructor(kept: string | undefined, open: (challenge?: string) => Promise<OpenedSession>) {
		this.#open = open
		this.#token = kept === undefined ? undefined : Promise.resolve(kept)
	}

	token(): Promise<string> {
		this.#token ??= this.#login()
		return this.#token
	}

	/**
	 * Another token for one that the box calls ended: one login, however many questions found it ended. Throws the failure
	 * the second time, because a session that ends at once will do so again.
	 */
	renew(used: string, failure: FreeboxFailure): Promise<string> {
		const renewed = this.#renewed.get(used)
		if (renewed !== undefined) return renewed
		if (this.#renewed.size > 0) return Promise.reject(failure)
		const token = this.#login(failure.challenge)
		this.#renewed.set(used, token)
		this.#token = token
		return token
	}

	async #login(challenge?: string): Promise<string> {
		try {
			this.opened = await this.#open(challenge)
		} catch (error) {
			this.failure = error
			throw error
		}
		return this.opened.token
	}
}
