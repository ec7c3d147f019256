import type {ConfigSection} from '../config/configuration.ts'
import {count, duration} from '../config/values.ts'
import {limit} from './limits.ts'

const DAY_MS = 86_400_000

/** The key `events` of the configuration file; `events: true` stands for the defaults. */
export const eventsSection = {
	key: 'events',
	named: false,
	switch: 'enabled',
	options: {
		enabled: {help: 'compare each poll with the one before and keep what changed'},
		errorBurst: {
			value: 'counter=count/time',
			parse: limit,
			many: true,
			help: 'from how many errors in which time on there is an error_burst; a count of 0 turns a counter off (default: crc_errors=150/5m, errored_seconds=25/5m, severely_errored_seconds=5/15m, rx_errors=100/5m, tx_errors=100/5m)',
		},
		unreachableAfter: {
			value: 'number',
			parse: count,
			default: 3,
			help: 'how many polls in a row must fail before a device is unreachable',
		},
		keep: {
			value: 'duration',
			parse: duration,
			default: 90 * DAY_MS,
			help: 'how long events are kept (default: 90d)',
		},
	},
} as const satisfies ConfigSection
