import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {firewallOptions} from '../firewall/options.ts'

export const pfsenseOptions = {
	...firewallOptions,
	api: {
		value: 'version',
		choices: ['auto', 'v1', 'v2'] as const,
		default: 'auto',
		help: 'generation of the API; a key of two words is one of v1 (default: auto)',
	},
	auth: {
		value: 'way',
		choices: ['key', 'basic', 'jwt'] as const,
		default: 'key',
		help: 'how to log in; basic and jwt take a user and a password (default: key)',
	},
	username: {value: 'name', default: 'admin', help: 'user for --auth basic and jwt (default: admin)'},
} as const satisfies OptionSpecs

export type PfsenseOptions = OptionsOf<typeof pfsenseOptions>
