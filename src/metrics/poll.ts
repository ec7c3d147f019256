import type {Measurement} from './model.ts'

/** One point per polled device, also when the poll failed. */
export const linestatPoll = {
	name: 'linestat_poll',
	help: 'How the poll of one device went.',
	tags: {device: 'Kind of device.', source: 'The device, as configured.'},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether the device could be read, at least in part.'},
		duration_seconds: {type: 'gauge', value: 'float', help: 'Seconds from the start of the poll to its end.'},
		points: {type: 'gauge', value: 'int', help: 'Other points that this poll printed.'},
		errors: {type: 'gauge', value: 'int', help: 'Sections that failed.'},
		result: {
			type: 'info',
			help: 'ok, partial, timeout, unreachable, refused, auth, protocol, config or internal.',
		},
		result_code: {
			type: 'gauge',
			value: 'int',
			help: 'The exit status that the result stands for, 0 for ok and partial.',
		},
	},
} as const satisfies Measurement

/** One point per section of a device that is read in several requests, each of which may fail alone. */
export const linestatSection = {
	name: 'linestat_section',
	help: 'How one section of a poll went.',
	tags: {device: 'Kind of device.', source: 'The device, as configured.', section: 'The section.'},
	fields: {
		up: {type: 'gauge', value: 'flag', help: 'Whether the section was read.'},
		duration_seconds: {type: 'gauge', value: 'float', help: 'Seconds that the section took.'},
		result: {type: 'info', help: 'ok, timeout, unreachable, refused, auth, protocol, config or internal.'},
	},
} as const satisfies Measurement
