import {ConnectError} from '../../../errors.ts'
import {readAuthorities} from '../../../transports/authorities.ts'
import {type HttpAnswer, type HttpClient, openHttp} from '../../../transports/http.ts'
import {isAddress} from '../../../transports/origin.ts'
import type {ModemOptions} from '../options.ts'

/** Longest page that is taken. */
const MAX_BYTES = 2 * 1024 * 1024

/** The web pages of one modem, with the cookies of one session. */
export class Browser {
	readonly #options: ModemOptions
	readonly #cookies = new Map<string, string>()
	#client: HttpClient | undefined
	#signal: AbortSignal
	/** Whether anything was sent that could be a login. */
	hasPosted = false

	constructor(options: ModemOptions, signal: AbortSignal) {
		this.#options = options
		this.#signal = signal
	}

	get(path: string): Promise<HttpAnswer> {
		return this.#request('GET', path)
	}

	post(path: string, form: Readonly<Record<string, string>>): Promise<HttpAnswer> {
		this.hasPosted = true
		return this.#request('POST', path, new URLSearchParams(form).toString())
	}

	/** From here on requests end with another signal, on a connection of their own. */
	use(signal: AbortSignal): void {
		this.close()
		this.#signal = signal
	}

	/** As if it had never been here. */
	forget(): void {
		this.#cookies.clear()
	}

	close(): void {
		this.#client?.close()
		this.#client = undefined
	}

	async #request(method: 'GET' | 'POST', path: string, body?: string): Promise<HttpAnswer> {
		this.#client ??= await this.#open()
		const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
		const headers = {
			...(cookie !== '' && {cookie}),
			...(body !== undefined && {'content-type': 'application/x-www-form-urlencoded'}),
		}
		const answer = await this.#client.request({method, path, headers, ...(body !== undefined && {body})})
		this.#keep(answer)
		if (answer.status >= 500) {
			throw new ConnectError(`${this.#options.host} answered ${method} ${path} with HTTP ${answer.status}`, {
				hint: 'The modem is busy or starting: try again later',
			})
		}
		return answer
	}

	async #open(): Promise<HttpClient> {
		const {host, port, tls, caFile, tlsFingerprint} = this.#options
		return await openHttp({
			protocol: tls ? 'https:' : 'http:',
			host,
			port: port ?? (tls ? 443 : 80),
			signal: this.#signal,
			concurrency: 1,
			maxBytes: MAX_BYTES,
			...(tls && !isAddress(host) && {servername: host}),
			trust: {
				names: [host],
				pins: tlsFingerprint === undefined ? [] : [tlsFingerprint],
				onlyPins: tlsFingerprint !== undefined,
				authorities: () => (caFile === undefined ? [] : readAuthorities(caFile)),
				hint: 'These modems sign their own: if it is the right one, use --tls-fingerprint',
			},
		})
	}

	/** One modem, one path: names and values are all that counts. */
	#keep({headers}: HttpAnswer): void {
		for (const line of [headers['set-cookie'] ?? []].flat()) {
			const [, name = '', value = ''] = /^\s*([^=;\s]+)=([^;]*)/.exec(line) ?? []
			if (name !== '') this.#cookies.set(name, value.trim())
		}
	}
}
