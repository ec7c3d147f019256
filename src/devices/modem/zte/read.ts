import {sleep} from '../../../clock.ts'
import type {PollContext} from '../../device.ts'
import type {Section} from '../models.ts'
import type {PollOptions} from '../options.ts'
import {wanPoints} from '../points.ts'
import type {Reading} from '../reading.ts'
import {Browser} from './browser.ts'
import {zteLine} from './line.ts'
import {type Account, accountOf} from './login.ts'
import {zteWan} from './wan.ts'
import {keepWay, knownWay} from './ways.ts'
import {dataPage, type Found, openData, type Way, type Web} from './web.ts'

/** Longest wait for the answer to a log-out: the values are there, and only the next poll could notice. */
const LEAVE_MS = 1000
/** The same after the deadline; the frame waits 250 ms at most. */
const LATE_LEAVE_MS = 200

/** One login, the page of the line, that of the WAN connections if wanted, and a log-out whatever happens. */
export async function readZte(
	web: Web,
	sections: readonly Section[],
	options: PollOptions,
	context: PollContext,
): Promise<Reading> {
	const session = new Session(web, options, context)
	try {
		const line = zteLine(dataPage(await context.exchange(web.linePath, () => session.line()), 'line values'))
		if (sections.includes('wan')) {
			await context.section('wan', async () => {
				const body = await context.exchange(web.wanPath, () => session.get(web.wanPath))
				return wanPoints(zteWan(dataPage(body, 'WAN connections')))
			})
		}
		return {lines: [line], wans: []}
	} finally {
		await session.leave()
	}
}

/** One login, made when the first page is asked for; under `--replay` that is never. */
class Session {
	readonly #web: Web
	readonly #options: PollOptions
	readonly #context: PollContext
	readonly #browser: Browser
	#mayBeLoggedIn = false

	constructor(web: Web, options: PollOptions, context: PollContext) {
		this.#web = web
		this.#options = options
		this.#context = context
		this.#browser = new Browser(options, context.signal)
	}

	/** The data page of the line. */
	async line(): Promise<string> {
		const account = await accountOf(this.#options, this.#context)
		const known = await knownWay(this.#web, this.#context)
		await this.#logIn(account)
		const first = await openData(this.#browser, this.#web, known)
		const {body, way} = first.way === undefined ? await this.#again(account, known) : first
		const isNews = way !== undefined && way !== (known ?? this.#web.ways[0])
		if (isNews) await keepWay(way, this.#context)
		return body
	}

	/** A session that was lost, be it by a page that was not liked, is begun again; once. */
	async #again(account: Account, known: Way | undefined): Promise<Found> {
		await this.#web.logOut(this.#browser)
		this.#browser.forget()
		await this.#logIn(account)
		const way = known ?? this.#web.ways.at(-1)
		return await openData(this.#browser, {...this.#web, ways: way === undefined ? [] : [way]})
	}

	async #logIn(account: Account): Promise<void> {
		this.#mayBeLoggedIn = false
		try {
			await this.#web.logIn(this.#browser, account)
			this.#mayBeLoggedIn = true
		} finally {
			// An answer that came too late may have been a yes.
			this.#mayBeLoggedIn ||= this.#context.signal.aborted && this.#browser.hasPosted
		}
	}

	async get(path: string): Promise<string> {
		return (await this.#browser.get(path)).body
	}

	/** Also after the deadline: a session that is left open locks everybody out for minutes. */
	async leave(): Promise<void> {
		const {signal, log} = this.#context
		const patience = new AbortController()
		try {
			if (!this.#mayBeLoggedIn) return
			const longest = signal.aborted ? LATE_LEAVE_MS : LEAVE_MS
			if (signal.aborted) this.#browser.use(AbortSignal.timeout(longest))
			await Promise.race([this.#web.logOut(this.#browser), sleep(longest, patience.signal)])
		} catch (error) {
			log.debug(`The log-out failed: ${error instanceof Error ? error.message : error}`)
		} finally {
			patience.abort()
			this.#browser.close()
		}
	}
}
