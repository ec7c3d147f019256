import type {OptionSpecs} from '../../config/options.ts'
import {duration} from '../../config/values.ts'
import {boxOptions} from '../../devices/freebox/options.ts'

export const registerOptions = {
	...boxOptions,
	group: {value: 'name', help: 'let this group read the registration (mode 0640) and keep the session'},
	import: {
		value: 'file',
		help: 'take over the credentials of freebox-monitoring instead of asking the box',
		config: false,
		env: false,
	},
	force: {help: 'register anew where there is a registration already', config: false, env: false},
	wait: {
		value: 'duration',
		parse: duration,
		default: 180_000,
		help: 'longest time to wait for somebody at the box (default: 3m)',
	},
	askEvery: {
		value: 'duration',
		parse: duration,
		default: 1000,
		help: 'time between two questions',
		hidden: true,
	},
} as const satisfies OptionSpecs

export const registerStatusOptions = {
	...boxOptions,
	format: {
		value: 'format',
		choices: ['table', 'json'] as const,
		default: 'table',
		help: 'how to print (default: table)',
	},
	repin: {
		help: 'trust the certificate that the box shows now, at home, after the box or its certificate was replaced',
		config: false,
		env: false,
	},
} as const satisfies OptionSpecs
