import {ParseError} from '../../../errors.ts'
import type {ActionContext} from '../model.ts'
import type {ModemOptions} from '../options.ts'
import {Browser} from '../zte/browser.ts'
import {h1600} from '../zte/h1600.ts'
import {accountOf} from '../zte/login.ts'
import {readPage, variableOf} from '../zte/page.ts'

/** The page that has the button is opened first: it holds the token that the order must carry. */
export async function rebootH1600(options: ModemOptions, context: ActionContext): Promise<void> {
	const web = h1600()
	const account = await accountOf(options, context)
	const browser = new Browser(options, context.signal)
	try {
		await web.logIn(browser, account)
		// Some give no other page before it.
		await browser.get('/')
		const {body} = await browser.get('/?_type=menuView&_tag=rebootAndReset&Menu3Location=0')
		const token = variableOf(body, '_sessionTmpToken')
		if (token === undefined) {
			await web.logOut(browser)
			throw new ParseError('The page to restart the modem has no token', {
				hint: 'This firmware has another one',
			})
		}
		const answer = await browser.post('/?_type=menuData&_tag=devmgr_restartmgr_lua.lua', {
			IF_ACTION: 'Restart',
			Btn_restart: '',
			_sessionTOKEN: token,
			_sessionTOKENByPost: token,
		})
		const {error} = readPage(answer.body)
		if (error === undefined) return
		await web.logOut(browser)
		throw new ParseError(`The modem did not take the order: it said ${error}`, {
			hint: 'Some firmwares want their forms encrypted, which linestat cannot do',
		})
	} finally {
		browser.close()
	}
}
