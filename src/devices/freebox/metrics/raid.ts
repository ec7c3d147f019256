import type {Measurement} from '../../../metrics/model.ts'
import {count, gauge, info, ownTags, total, yes} from './fields.ts'

/** `storage/raid/` */
export const freeboxRaid = {
	name: 'freebox_raid',
	help: 'One array of disks.',
	tags: {...ownTags, array: 'Number of the array.'},
	fields: {
		up: yes('Whether the array runs.'),
		degraded: yes('Whether a disk is missing from the array.'),
		state: info("State in the box's own word: running, stopped or error."),
		level: info('Level, as raid1.'),
		size_bytes: count('Size of the array.'),
		disks: count('Disks that the array has when it is whole.'),
		active_disks: count('Disks that are in use.'),
		sync_action: info("What the array does with its disks in the box's own word, as idle, check or recover."),
		sync_ratio: gauge('How much of that is done, 0 to 1.'),
	},
} as const satisfies Measurement

export const freeboxRaidDisk = {
	name: 'freebox_raid_disk',
	help: 'One disk of an array.',
	tags: {...ownTags, array: 'Number of the array.', disk: 'Number of the disk.', slot: 'Where it is.'},
	fields: {
		active: yes('Whether the disk is in use.'),
		role: info("Role in the box's own word, as active, faulty or spare."),
		temperature_celsius: gauge('Temperature of the disk.'),
		corrected_read_errors: total('Reads that failed and were made good from the other disks.'),
	},
} as const satisfies Measurement
