import {ParseError} from '../../../errors.ts'
import type {Browser} from './browser.ts'
import type {Account} from './login.ts'
import {type Page, readPage, SESSION_TIMEOUT} from './page.ts'

/** Pages to open before the data, since a data page answers only after the page that shows it. */
export type Way = readonly string[]

/** What differs between the web pages of two families. */
export interface Web {
	/** Throws `AuthError` for a refused login, `ConnectError` where somebody else is logged in. */
	logIn(browser: Browser, account: Account): Promise<void>
	/** Frees the one session that the modem has. */
	logOut(browser: Browser): Promise<void>
	/** Ways to the data: that of most firmwares first, the one that leaves nothing out last. */
	readonly ways: readonly Way[]
	readonly linePath: string
	readonly wanPath: string
}

/** What was found behind a way; without one, what the modem said instead of data. */
export interface Found {
	readonly body: string
	readonly way?: Way
}

/** The data page of the line. The ways are tried in turn, beginning with the one that is known to lead there. */
export async function openData(browser: Browser, {ways, linePath}: Web, known?: Way): Promise<Found> {
	const start = Math.max(0, known === undefined ? 0 : ways.indexOf(known))
	let body = ''
	let before: Way = []
	for (const way of [...ways.slice(start), ...ways.slice(0, start)]) {
		const isLonger = before.every((page, index) => page === way[index])
		for (const page of isLonger ? way.slice(before.length) : way) await browser.get(page)
		body = (await browser.get(linePath)).body
		if (!body.includes(SESSION_TIMEOUT)) return {body, way}
		before = way
	}
	return {body}
}

/** Reads a data page. Throws `ParseError` with the modem's own reason. */
export function dataPage(body: string, what: string): Page {
	const page = readPage(body)
	if (page.error === undefined) return page
	const hint =
		page.error === SESSION_TIMEOUT
			? 'The login or the page before it was not accepted: check --model'
			: 'Try again, or send a --capture'
	throw new ParseError(`The modem gave no ${what}: it said ${page.error}`, {hint})
}
