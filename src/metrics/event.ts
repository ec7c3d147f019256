import type {Measurement} from './model.ts'

/** What changed since the poll before: one point per event. */
export const linestatEvent = {
	name: 'linestat_event',
	help: 'Something that changed since the poll before.',
	tags: {
		device: 'Kind of device.',
		source: 'The device, as configured.',
		kind: 'What happened, as sync_lost (docs/events.md lists all kinds).',
		line: 'The DSL line, where a modem has several.',
		direction: 'Direction of the data, of an error burst on a DSL line.',
		interface: 'The interface or connection it happened to.',
		gateway: 'The gateway it happened to.',
		exporter: 'The exporter it happened to.',
		collector: 'The collector it happened to.',
		alias: 'Name given to the interface.',
	},
	fields: {
		message: {type: 'text', help: 'What happened, in a sentence for people.'},
		from: {type: 'text', help: 'What was before.'},
		to: {type: 'text', help: 'What is now.'},
		count: {
			type: 'gauge',
			value: 'int',
			help: 'How many of the kind have come to the thing since the poll before: 1, or more orders than one.',
		},
	},
} as const satisfies Measurement
