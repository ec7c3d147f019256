import {secretSources} from '../../config/secret-options.ts'
import {ConfigError, UsageError} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import {type Access, basic, byHeaders} from '../firewall/access.ts'
import type {Dialect} from '../firewall/dialect.ts'
import {v1, v2} from './api.ts'
import type {PfsenseOptions} from './options.ts'
import {tokenAccess} from './token.ts'

/** Which generation of the API, and how to log in to it. */
export interface Way {
	readonly dialect: Dialect
	readonly access: Access
}

/** Throws `ConfigError` where a secret is missing or of another kind, `UsageError` where the API has no such login. */
export async function wayOf(options: PfsenseOptions, context: PollContext): Promise<Way> {
	const {api, auth, username} = options
	if (auth === 'key') return byKey(await secretOf('key', context), api, context)
	const dialect = api === 'v1' ? v1 : v2
	if (auth === 'jwt' && dialect === v1) {
		throw new UsageError('--auth jwt is a login of API v2', {
			hint: 'Of v1 put the token into the key file, or use --auth basic',
		})
	}
	const authorization = basic(username, await secretOf('password', context))
	context.log.hide(authorization)
	const credentials = 'the user and the password'
	if (auth === 'jwt') return {dialect, access: tokenAccess(authorization, credentials, context.log)}
	return {dialect, access: byHeaders({authorization}, credentials)}
}

async function secretOf(name: 'key' | 'password', context: PollContext): Promise<string> {
	const secret = (await context.secret(name))?.trim()
	if (secret) return secret
	const what = name === 'key' ? 'API key' : 'password'
	throw new ConfigError(`The ${what} of the pfSense is missing`, {hint: secretSources('pfsense', name)})
}

/** Three words of base64url with points between them (RFC 7519). */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/

/** A key of one word is one of v2, of two words (client ID and token) of v1; a JSON web token may be of both. */
function byKey(key: string, api: PfsenseOptions['api'], {log}: PollContext): Way {
	const credentials = 'the key'
	if (JWT.test(key)) {
		const access = byHeaders({authorization: `Bearer ${key}`}, credentials)
		return {dialect: api === 'v1' ? v1 : v2, access}
	}
	const [client = '', token] = key.split(/\s+/)
	if (token !== undefined) log.hide(token)
	const isV1 = api === 'v1' || (api === 'auto' && token !== undefined)
	if (isV1 && token === undefined) {
		throw new ConfigError('The API key is no key of v1, which is the client ID, a blank and the token', {
			hint: 'Check the key file, or use --api v2',
		})
	}
	if (!isV1 && token !== undefined) {
		throw new ConfigError('The API key is no key of v2, which is one word', {
			hint: 'Check the key file, or use --api v1',
		})
	}
	if (isV1) return {dialect: v1, access: byHeaders({authorization: `${client} ${token}`}, credentials)}
	return {dialect: v2, access: byHeaders({'x-api-key': key}, credentials)}
}
