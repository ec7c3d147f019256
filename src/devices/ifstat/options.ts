import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {endpoint} from '../../config/values.ts'
import {watchOptions} from '../../config/watch.ts'
import {sshOptions} from '../../transports/ssh/options.ts'
import {sshTarget} from '../../transports/ssh/target.ts'
import {parseAlias} from './selection.ts'

export const options = {
	exclude: {value: 'interface', many: true, help: 'leave out this name or glob (repeatable)'},
	alias: {
		value: 'name=alias',
		many: true,
		parse: parseAlias,
		help: 'add the tag alias, as in eth0=WAN (repeatable)',
	},
	allStats: {help: 'all counters of statistics/, not only eight'},
	ssh: {
		value: 'target',
		parse: sshTarget,
		help: 'a machine over SSH: [user@]host[:port]',
	},
	tcp: {
		value: 'address',
		parse: endpoint(19_998),
		help: 'an ifstat.py server: host[:port] (default 19998)',
	},
	...watchOptions,
	...sshOptions,
} as const satisfies OptionSpecs

export type IfstatOptions = OptionsOf<typeof options>
