import {duration} from '../../config/values.ts'
import {siteName} from '../../devices/fc/values.ts'
import {defineCommand} from '../command.ts'

const site = {
	value: 'name',
	parse: siteName,
	help: 'name of the set of collectors (default: the only one there is)',
} as const

export const fcReport = defineCommand({
	path: ['fc', 'report'],
	summary: 'what is down, what changed, and the down time of the month',
	examples: [
		['linestat fc report', 'as of the last poll, without contacting anything'],
		['linestat fc report --since 24h', 'the changes of a day'],
		["linestat fc report --exporter '10.1.*' --format csv", 'some of them, for a spreadsheet'],
	],
	options: {
		since: {
			value: 'duration',
			parse: duration,
			default: 600_000,
			help: 'how far back changes are told, up to 30 days (default: 10m)',
			env: false,
			config: false,
		},
		exporter: {value: 'pattern', help: 'these only, by address or glob', env: false, config: false},
		format: {
			value: 'format',
			choices: ['table', 'json', 'csv'] as const,
			help: 'print as (default: table on a terminal, else json)',
			env: false,
			config: false,
		},
		site,
	},
	load: () => import('./report.ts'),
})

export const fcHistory = defineCommand({
	path: ['fc', 'history'],
	summary: 'when an exporter was down in the last 30 days, drawn and in numbers',
	examples: [['linestat fc history 192.0.2.19', 'every interval']],
	argument: {name: 'exporter', help: 'address of the exporter', required: true},
	options: {site},
	load: () => import('./history.ts'),
})
