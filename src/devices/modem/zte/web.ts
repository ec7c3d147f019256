import {ParseError} from '../../../errors.ts'
import type {Browser} from './browser.ts'
import type {Account} from './login.ts'
import {type Page, readPage, SESSION_TIMEOUT} from './page.ts'

/** What differs between the web pages of two families. */
export interface Web {
	/** Throws `AuthError` for a refused login, `ConnectError` where somebody else is logged in. */
	logIn(browser: Browser, account: Account): Promise<void>
	/** Frees the one session that the modem has. */
	logOut(browser: Browser): Promise<void>
	/**
	 * Pages to open before the data, since a data page answers only after the page that shows it: one list per attempt.
	 */
	readonly contexts: readonly (readonly string[])[]
	readonly linePath: string
	readonly wanPath: string
}

/** The body of a data page. The page that it belongs to is opened first; the ways of other firmwares are tried in turn. */
export async function openData(browser: Browser, {contexts, linePath}: Web): Promise<string> {
	let last = ''
	for (const pages of contexts) {
		for (const page of pages) await browser.get(page)
		last = (await browser.get(linePath)).body
		if (!last.includes(SESSION_TIMEOUT)) return last
	}
	return last
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
