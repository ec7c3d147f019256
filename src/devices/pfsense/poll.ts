import {secretSources} from '../../config/secret-options.ts'
import {ConfigError} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import {pollFirewall} from '../firewall/poll.ts'
import {v1, v2} from './api.ts'
import type {PfsenseOptions} from './options.ts'

export async function poll(options: PfsenseOptions, context: PollContext): Promise<void> {
	const {api} = options
	if (context.replaying) return pollFirewall({dialect: api === 'v1' ? v1 : v2, headers: {}, options, context})
	const key = (await context.secret('key'))?.trim()
	if (key === undefined || key === '') {
		throw new ConfigError('The API key of the pfSense is missing', {hint: secretSources('pfsense', 'key')})
	}
	const [client = '', token] = key.split(/\s+/)
	if (token !== undefined) context.log.hide(token)
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
	const headers = isV1 ? {authorization: `${client} ${token}`} : {'x-api-key': key}
	return pollFirewall({dialect: isV1 ? v1 : v2, headers, options, context})
}
