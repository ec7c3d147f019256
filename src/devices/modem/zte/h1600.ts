import {ConnectError, ParseError} from '../../../errors.ts'
import {type JsonObject, number, object, parseJson, text} from '../../../json.ts'
import type {Browser} from './browser.ts'
import {type Account, busy, hashed, lockedOut, wrongPassword} from './login.ts'
import type {Web} from './web.ts'

const LOGIN_PATH = '/?_type=loginData&_tag=login_entry'
const STATUS_PAGE = '/?_type=menuView&_tag=dslWanStatus&Menu3Location=0'

/** The pages with `_type` and `_tag`: H1600, H388X, H288A, H2640, H188A, H3600P. */
export function h1600(): Web {
	let sessionToken = ''
	return {
		async logIn(browser, account) {
			sessionToken = text((await logIn(browser, account)).sess_token) ?? ''
		},
		async logOut(browser) {
			await browser.post('/?_type=loginData&_tag=logout_entry', {IF_LogOff: '1', _sessionTOKEN: sessionToken})
		},
		// "login_need_refresh" is meant for browsers, and no sign of it: some that say so give the data without the main page.
		ways: [[STATUS_PAGE], ['/'], ['/', STATUS_PAGE]],
		linePath: '/?_type=menuData&_tag=dsl_interface_status_lua.lua',
		wanPath: '/?_type=menuData&_tag=wan_internet_lua.lua&TypeUplink=1&pageType=1',
	}
}

/** A token that has gone stale is renewed once; a refused password is never tried again. */
async function logIn(browser: Browser, account: Account): Promise<JsonObject> {
	const first = await attempt(browser, account)
	const answer = isStale(first) ? await attempt(browser, account) : first
	if (isStale(answer)) {
		throw new ConnectError(`${account.host} calls its own login page expired`, {
			result: 'refused',
			hint: 'Another login may have come between: try again',
		})
	}
	throwIfLocked(answer, account)
	const said = text(answer.loginErrMsg) ?? text(answer.promptMsg)
	if (said === undefined) return answer
	if (/\b(another|other|someone|already|occupied|in use)\b/i.test(said)) {
		throw busy(account, 'Log out there, or wait about five minutes')
	}
	throw wrongPassword(account, said)
}

async function attempt(browser: Browser, account: Account): Promise<JsonObject> {
	const entry = answerOf((await browser.get(LOGIN_PATH)).body)
	throwIfLocked(entry, account)
	const token = text(entry.sess_token) ?? ''
	const password = await hashed(account.password, browser, '/?_type=loginData&_tag=login_token')
	const form = {
		action: 'login',
		Username: account.username,
		Password: password,
		_sessionTOKEN: token,
		_sessionTOKENByPost: token,
	}
	return answerOf((await browser.post(LOGIN_PATH, form)).body)
}

function answerOf(body: string): JsonObject {
	try {
		return object(parseJson(body))
	} catch (cause) {
		throw new ParseError('The login page is no JSON', {cause, hint: 'Check --model: zte-h267a may fit'})
	}
}

const isStale = ({lockingTime}: JsonObject): boolean => number(lockingTime) === -1

function throwIfLocked({lockingTime}: JsonObject, account: Account): void {
	const seconds = number(lockingTime) ?? 0
	if (seconds > 0) throw lockedOut(account, seconds)
}
