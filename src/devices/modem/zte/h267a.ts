import {AuthError, ParseError} from '../../../errors.ts'
import type {Browser} from './browser.ts'
import {type Account, busy, hashed, lockedOut, wrongPassword} from './login.ts'
import {variableOf} from './page.ts'
import type {Web} from './web.ts'

const TOKEN_PATH = '/function_module/login_module/login_page/logintoken_lua.lua'
const [USUAL, H369A] = ['Internet_AdminInternetStatus_DSL_t.lp', 'Internet_InternetStatusforRoute_DSL_t.lp']
const pageOf = (name: string) => `/getpage.lua?pid=1002&nextpage=${name}`
const otherPageOf = (name: string) => `/getpage.lua?pid=123&nextpage=${name}&Menu3Location=0`

/** The pages that end in `_lua.lua`: H267A, H298A, H369A (Experia Box v10), Speedport Entry 2i. */
export const h267a: Web = {
	logIn,
	async logOut(browser) {
		await browser.post('/', {IF_LogOff: '1', IF_LanguageSwitch: '', IF_ModeSwitch: ''})
	},
	ways: [
		[pageOf(USUAL)],
		[pageOf(H369A)],
		[otherPageOf(USUAL)],
		[otherPageOf(H369A)],
		['/', pageOf(H369A)],
		['/', pageOf(USUAL)],
	],
	linePath: '/common_page/internet_dsl_interface_lua.lua',
	wanPath: '/common_page/Internet_Internet_lua.lua?TypeUplink=1&pageType=1',
}

async function logIn(browser: Browser, account: Account): Promise<void> {
	const {body: front} = await browser.get('/')
	if (!front.includes('Frm_Username')) {
		throw new ParseError('The front page has no login form', {hint: 'Check --model: zte-h1600 may fit'})
	}
	throwIfLocked(front, account)
	const form = {
		Username: account.username,
		Password: await hashed(account.password, browser, TOKEN_PATH),
		action: 'login',
		Frm_Logintoken: '',
		_sessionTOKEN: variableOf(front, '_sessionTmpToken') ?? '',
	}
	const {status, body} = await browser.post('/', form)
	if (status === 302) return
	throwIfLocked(body, account)
	const said = variableOf(body, 'login_err_msg') ?? ''
	if (said !== '') throw wrongPassword(account, said)
	const input = /<input\b[^>]{0,200}\bpreempt_sessid\b[^>]{0,200}>/i.exec(body)?.[0] ?? ''
	const other = /\bvalue=["']([^"']+)["']/i.exec(input)?.[1]
	if (other === undefined) throw wrongPassword(account, '')
	if (!account.preempt) {
		throw busy(account, 'Log out there, wait about five minutes, or throw them out with --preempt')
	}
	const preempted = await browser.post('/', {action: 'preempt', preempt_sessid: other, Frm_Logintoken: ''})
	if (preempted.status !== 302) {
		throw new AuthError(`${account.host} did not throw out the other user`, {hint: 'Wait about five minutes'})
	}
}

/** `DiaplayLockTime` is what the firmware calls it. */
function throwIfLocked(page: string, account: Account): void {
	const seconds = Number(variableOf(page, 'DiaplayLockTime') ?? 0)
	if (seconds > 0) throw lockedOut(account, seconds)
}
