import type {OptionsOf} from '../../config/options.ts'
import {secretSources} from '../../config/secret-options.ts'
import {ConfigError} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import {basic, byHeaders} from '../firewall/access.ts'
import type {firewallOptions} from '../firewall/options.ts'
import {pollFirewall} from '../firewall/poll.ts'
import {opnsenseApi as dialect} from './api.ts'

export async function poll(options: OptionsOf<typeof firewallOptions>, context: PollContext): Promise<void> {
	if (context.replaying) return pollFirewall({dialect, access: byHeaders({}, ''), options, context})
	const [key, secret] = [await wordOf('key', context), await wordOf('secret', context)]
	const authorization = basic(key, secret)
	context.log.hide(authorization)
	const access = byHeaders({authorization}, 'the key and the secret')
	return pollFirewall({dialect, access, options, context})
}

/** A part of the pair that OPNsense gives out as a file of two lines, `key=...` and `secret=...`. */
async function wordOf(name: 'key' | 'secret', context: PollContext): Promise<string> {
	const text = (await context.secret(name)) ?? ''
	const found = new RegExp(`^${name}=(.+)$`, 'm').exec(text)?.[1]?.trim() ?? text.trim()
	if (found === '' || /\s/.test(found)) {
		throw new ConfigError(
			`The API ${name} of the OPNsense is ${found === '' ? 'missing' : 'no single word'}`,
			{
				hint: secretSources('opnsense', name),
			},
		)
	}
	context.log.hide(found)
	return found
}
