import type {HttpClient} from '../../transports/http.ts'

export type Headers = Readonly<Record<string, string>>

/** How a firewall is logged in to. */
export interface Access {
	/** Headers that every question carries, and nothing else does. Called once in a poll, when the first question is asked. */
	logIn(client: Pick<HttpClient, 'request'>): Promise<Headers>
	/** What to check where it is refused, as "the key". */
	readonly credentials: string
}

/** An access that needs no question of its own. */
export const byHeaders = (headers: Headers, credentials: string): Access => ({
	logIn: async () => headers,
	credentials,
})

export const basic = (user: string, password: string): string =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
