import {createHash} from 'node:crypto'
import {secretSources} from '../../../config/secret-options.ts'
import {AuthError, ConfigError, ConnectError, ParseError} from '../../../errors.ts'
import type {ActionContext} from '../model.ts'
import type {ModemOptions} from '../options.ts'
import type {Browser} from './browser.ts'
import {tokenOf} from './page.ts'

/** Whoever logs in to the web pages. */
export interface Account {
	readonly host: string
	readonly username: string
	readonly password: string
	/** Throw out another user. */
	readonly preempt: boolean
}

/** The account of the options. Throws `ConfigError` where the password is missing. */
export async function accountOf(options: ModemOptions, context: ActionContext): Promise<Account> {
	const {host, username = 'admin', preempt} = options
	const password = await context.secret('password')
	if (password === undefined) {
		throw new ConfigError(`The password of "${username}" on ${host} is missing`, {
			hint: secretSources('modem', 'password'),
		})
	}
	return {host, username, password, preempt}
}

/** Lower-case hexadecimal SHA-256 of the password and a token that is used once. */
export async function hashed(password: string, browser: Browser, path: string): Promise<string> {
	const token = tokenOf((await browser.get(path)).body)
	if (token === undefined) {
		throw new ParseError('The modem gave no login token', {hint: 'Check --model: the other ZTE may fit'})
	}
	return createHash('sha256').update(`${password}${token}`).digest('hex')
}

/** Tried once: after about three refusals these modems lock everybody out. */
export const wrongPassword = ({host, username}: Account, said: string): AuthError =>
	new AuthError(`${host} refused the login of "${username}"`, {
		...(said !== '' && {cause: new Error(short(said))}),
		hint: 'Check the name and the password; firmwares that ask for a captcha or encrypt their forms cannot be polled',
	})

export const lockedOut = ({host}: Account, seconds: number): AuthError =>
	new AuthError(`${host} takes no login for ${seconds} s`, {
		hint: 'It was given a wrong password too often: correct it, then wait',
	})

export const busy = ({host}: Account, hint: string): ConnectError =>
	new ConnectError(`Another user is logged in to the web pages of ${host}`, {result: 'refused', hint})

const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 120)
