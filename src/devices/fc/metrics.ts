import type {Measurement} from '../../metrics/model.ts'

const site = 'Name of the set of collectors, where --site gives it one.'

export const fcTotals = {
	name: 'fc',
	help: 'All exporters of all Flow Collectors together.',
	tags: {site},
	fields: {
		exporters: {type: 'gauge', value: 'int', help: 'Exporters that some collector has.'},
		exporters_up: {type: 'gauge', value: 'int', help: 'Exporters that send.'},
		exporters_down: {type: 'gauge', value: 'int', help: 'Exporters that do not send.'},
		exporters_unknown: {
			type: 'gauge',
			value: 'int',
			help: 'Exporters that may send to a collector that could not be read.',
		},
		exporters_absent: {type: 'gauge', value: 'int', help: 'Exporters that no collector has any more.'},
		went_down: {type: 'gauge', value: 'int', help: 'Exporters that went down in the last 10 minutes.'},
		came_up: {type: 'gauge', value: 'int', help: 'Exporters that came up in the last 10 minutes.'},
		vanished: {type: 'gauge', value: 'int', help: 'Exporters whose absence began in the last 10 minutes.'},
		downtime_seconds: {
			type: 'gauge',
			value: 'int',
			help: 'Down time of the last 30 days, the sum over all exporters.',
		},
		unobserved_seconds: {
			type: 'gauge',
			value: 'int',
			help: 'Time of the last 30 days in which no state is known, the sum over all exporters.',
		},
	},
} as const satisfies Measurement

export const fcCollector = {
	name: 'fc_collector',
	help: 'One Flow Collector.',
	tags: {source: 'The collector, as configured.', site},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether its file was read and can be believed.'},
		rows: {type: 'gauge', value: 'int', help: 'Good rows of its table.'},
		rows_bad: {type: 'gauge', value: 'int', help: 'Rows that were left out because they are damaged.'},
		age_seconds: {
			type: 'gauge',
			value: 'int',
			help: 'Time since the file was written, by two clocks: it can be off, even below 0.',
		},
		result: {
			type: 'info',
			help: 'ok, fail (not reached), gone (no file), empty (no rows), torn (not whole) or stale (not written any more).',
		},
	},
} as const satisfies Measurement

export const fcExporter = {
	name: 'fc_exporter',
	help: 'One exporter, or one interface of it.',
	tags: {exporter: 'Address of the exporter.', interface: 'Its interface, where the files have one.', site},
	fields: {
		up: {
			type: 'gauge',
			value: 'flag',
			help: 'Whether it sends, to whichever collector; left out while that is not known.',
		},
		state: {type: 'text', help: 'up, down, unknown or absent.'},
		current_bps: {
			type: 'gauge',
			value: 'int',
			help: 'Rate of its export packets in the last full minute, the sum over the collectors.',
		},
		max_bps: {
			type: 'gauge',
			value: 'int',
			help: 'Highest rate since midnight, on the collector where it is highest.',
		},
		avg_bps: {type: 'gauge', value: 'int', help: 'Mean rate since midnight, the sum over the collectors.'},
		collectors: {type: 'gauge', value: 'int', help: 'Collectors that have it.'},
		since: {
			type: 'gauge',
			value: 'int',
			help: 'When its state last changed, or when it was first seen; Unix seconds.',
		},
		downtime_seconds: {type: 'gauge', value: 'int', help: 'Down time of the last 30 days.'},
		unobserved_seconds: {
			type: 'gauge',
			value: 'int',
			help: 'Time of the last 30 days in which its state is not known.',
		},
		went_down: {type: 'gauge', value: 'flag', help: 'Whether it went down in the last 10 minutes.'},
		came_up: {type: 'gauge', value: 'flag', help: 'Whether it came up in the last 10 minutes.'},
	},
} as const satisfies Measurement
