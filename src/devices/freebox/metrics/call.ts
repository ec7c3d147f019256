import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, count, gauge, info, ownTags} from './fields.ts'

const help = 'The telephone of the box.'

/** `call/account/` */
export const freeboxCallAccount = {
	name: 'freebox_call',
	help,
	tags: {...boxTags, phone_number: 'Telephone number of the line.'},
	fields: {call_phone_number: info('Telephone number of the line.')},
} as const satisfies Measurement

/** `call/log/` */
export const freeboxCall = {
	name: 'freebox_call',
	help,
	tags: {
		...boxTags,
		call: 'Number of the call in the log.',
		call_number: 'Telephone number of the other side.',
		call_name: 'Name of the other side.',
		call_type: 'missed, accepted or outgoing.',
		call_line_id: 'Line of the call, up to version 15 of the API.',
		call_contact_id: 'Contact of the other side.',
	},
	fields: {
		call_duration: {...gauge('Length of the call, in seconds.'), unit: 's'},
		call_datetime: {...gauge('When the call began, in seconds since 1970.'), unit: 's'},
		call_contact_id: gauge('Contact of the other side.'),
	},
} as const satisfies Measurement

export const freeboxCalls = {
	name: 'freebox_calls',
	help: 'The log of calls, counted.',
	tags: {...ownTags, type: 'missed, accepted or outgoing.'},
	fields: {calls: count('Calls in the log.'), unseen: count('Calls in the log that nobody has looked at.')},
} as const satisfies Measurement
