import {duration} from '../../config/values.ts'
import {defineCommand} from '../command.ts'

export const eventsCommand = defineCommand({
	path: ['events'],
	summary: 'list what changed: lines lost, gateways down, addresses changed',
	examples: [
		['linestat events', 'of the last 7 days'],
		['linestat events --since 24h --device fritz', 'of one device, by its kind, address or name in the file'],
		['linestat events --format influx', 'as points, to fill a database later'],
	],
	options: {
		since: {
			value: 'duration',
			parse: duration,
			default: 7 * 86_400_000,
			help: 'how far back (default: 7d)',
			env: false,
			config: false,
		},
		device: {
			value: 'name',
			help: 'of this device: its kind, its address or its name',
			env: false,
			config: false,
		},
		format: {
			value: 'format',
			choices: ['table', 'json', 'influx'] as const,
			help: 'print as (default: table on a terminal, else json)',
			env: false,
			config: false,
		},
	},
	load: () => import('./list.ts'),
})
