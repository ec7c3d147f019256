import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {secretOptions} from '../../config/secret-options.ts'
import {duration} from '../../config/values.ts'
import {modemOptions} from '../../devices/modem/options.ts'
import {sshSecrets} from '../../transports/ssh/options.ts'

const own = {
	yes: {short: 'y', help: 'do not ask', env: false, config: false},
	minDistance: {
		value: 'duration',
		parse: duration,
		default: 600_000,
		help: 'shortest time since the last interruption, because the exchange lowers the rate of a line that syncs often (default: 10m)',
	},
	timeout: {
		value: 'duration',
		parse: duration,
		default: 10_000,
		help: 'longest wait for the modem to take the order (default: 10s)',
	},
} as const satisfies OptionSpecs

type Options = typeof modemOptions & typeof own

/** Options of what a modem can be told to do. */
export const modemActOptions: Options = {...modemOptions, ...own, ...secretOptions(sshSecrets)}

export type ModemActOptions = OptionsOf<Options>
