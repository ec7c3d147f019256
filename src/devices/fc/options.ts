import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {count} from '../../config/values.ts'
import {sshOptions} from '../../transports/ssh/options.ts'
import {collectorKeys, parseCollector} from './collector.ts'
import {DEFAULTS, type Parameters} from './rules/parameters.ts'
import {EXPORTER_TITLE} from './table/columns.ts'
import {clockSeconds, keyColumns, seconds, siteName} from './values.ts'

/** Where a Flow Collector of Stealthwatch keeps the file. */
export const DEFAULT_PATH = '/lancope/var/sw/today/data/exporter_device_stats.txt'

export const DEFAULT_SITE = 'default'

export const siteOption = {
	value: 'name',
	parse: siteName,
	default: DEFAULT_SITE,
	help: 'name of this set of collectors, where one folder for state has several (default: default)',
} as const

export const options = {
	collector: {
		value: 'target',
		many: true,
		parse: parseCollector,
		config: false,
		help: 'Flow Collector to poll over SSH: [user@]host[:port] (repeatable)',
	},
	collectors: {
		value: 'target',
		many: true,
		parse: parseCollector,
		record: collectorKeys,
		env: false,
		hidden: true,
		help: 'in the configuration file: the list of collectors',
	},
	fcs: {
		value: 'target',
		many: true,
		parse: parseCollector,
		record: collectorKeys,
		env: false,
		hidden: true,
		help: 'the list of collectors as fc_device_stats calls it',
	},
	admin: {
		value: 'mapping',
		many: true,
		record: {retryInterval: {value: 'seconds', help: 'time between two polls of fc_device_stats'}},
		env: false,
		hidden: true,
		help: 'a key of fc_device_stats that means nothing here',
	},
	collectorsFile: {
		value: 'path',
		help: 'YAML file with the list of collectors; that of fc_device_stats will do',
	},
	path: {value: 'text', default: DEFAULT_PATH, help: `the file on the collectors (default: ${DEFAULT_PATH})`},
	keyColumns: {
		value: 'titles',
		parse: keyColumns,
		default: {exporter: EXPORTER_TITLE, interface: undefined},
		help: 'columns that make up the key, as "Exporter Address,Interface" (default: Exporter Address)',
	},
	quietGrace: {
		value: 'duration',
		parse: seconds,
		default: DEFAULTS.quietGrace,
		help: 'an exporter with 0 bit/s is up while its last packet is no older; 600s suits most (default: 0)',
	},
	downAfter: {
		value: 'number',
		parse: count,
		default: DEFAULTS.downAfter,
		help: 'an exporter is down at so many zeros in a row (default: 1)',
	},
	neverActive: {
		value: 'state',
		choices: ['down', 'ignore'] as const,
		default: DEFAULTS.neverActive,
		help: 'what an exporter is that never sent a packet (default: down)',
	},
	maxGap: {
		value: 'duration',
		parse: seconds,
		default: DEFAULTS.maxGap,
		help: 'how long a state holds when no further observation follows (default: 15m)',
	},
	staleAfter: {
		value: 'duration',
		parse: seconds,
		default: DEFAULTS.staleAfter,
		help: 'a file that has not changed for so long is not believed (default: 10m)',
	},
	site: siteOption,
	now: {
		value: 'seconds',
		parse: clockSeconds,
		hidden: true,
		config: false,
		help: 'the wall clock, for tests',
	},
	uptime: {
		value: 'seconds',
		parse: clockSeconds,
		hidden: true,
		config: false,
		help: 'the uptime, with --now',
	},
	bootId: {value: 'text', hidden: true, config: false, help: 'the boot id, with --now'},
	...sshOptions,
} as const satisfies OptionSpecs

export type FcOptions = OptionsOf<typeof options>

export const parametersOf = (given: FcOptions): Parameters => ({
	window: DEFAULTS.window,
	month: DEFAULTS.month,
	maxGap: given.maxGap,
	staleAfter: given.staleAfter,
	downAfter: given.downAfter,
	quietGrace: given.quietGrace,
	neverActive: given.neverActive,
})
