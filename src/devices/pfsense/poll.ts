import type {PollContext} from '../device.ts'
import {byHeaders} from '../firewall/access.ts'
import {pollFirewall} from '../firewall/poll.ts'
import {wayOf} from './access.ts'
import {v1, v2} from './api.ts'
import type {PfsenseOptions} from './options.ts'

export async function poll(options: PfsenseOptions, context: PollContext): Promise<void> {
	const recorded = {dialect: options.api === 'v1' ? v1 : v2, access: byHeaders({}, '')}
	const way = context.replaying ? recorded : await wayOf(options, context)
	return pollFirewall({...way, options, context})
}
