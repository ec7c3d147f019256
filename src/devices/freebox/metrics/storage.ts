import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, counter, gauge, info, ownTags, total, yes} from './fields.ts'

const help = 'Disks and partitions of the box.'
const diskTags = {
	...boxTags,
	hdd: 'Number of the disk.',
	hdd_type: 'internal, usb, sata or nvme.',
} as const

/** `storage/disk/` */
export const freeboxDisk = {
	name: 'freebox_storage',
	help,
	tags: {
		...diskTags,
		hdd_model: 'Model of the disk.',
		hdd_serial: 'Serial number of the disk.',
		hdd_table_type: 'Kind of partition table.',
	},
	fields: {
		disk_temp: {...gauge('Temperature of the disk.'), unit: '°C'},
		disk_total_bytes: {...gauge('Size of the disk, in bytes.'), unit: 'B'},
		disk_idle: gauge('1 if the disk is idle.'),
		disk_state: gauge('0 disabled, 1 enabled, 2 formatting, 99 error.'),
		disk_write_error: counter('Write requests that failed since the box started.'),
	},
} as const satisfies Measurement

export const freeboxPartition = {
	name: 'freebox_storage',
	help,
	tags: {
		...diskTags,
		partition: 'Number of the partition.',
		partition_label: 'Its label.',
		partition_fstype: 'Its file system.',
		partition_state: 'Its state, as mounted.',
		partition_path: 'Where it is mounted.',
	},
	fields: {
		diskfs_total_bytes: {...gauge('Size of the file system, in bytes.'), unit: 'B'},
		diskfs_used_bytes: {...gauge('Used, in bytes.'), unit: 'B'},
		diskfs_free_bytes: {...gauge('Free, in bytes.'), unit: 'B'},
	},
} as const satisfies Measurement

export const freeboxDiskHealth = {
	name: 'freebox_disk',
	help: 'One disk: its work and its errors.',
	tags: {...ownTags, disk: 'Number of the disk.', type: 'internal, usb, sata or nvme.'},
	fields: {
		state: info("State in the box's own word: error, disabled, enabled or formatting."),
		spinning: yes('Whether the disk turns.'),
		temperature_celsius: gauge('Temperature of the disk.'),
		read_requests: total('Read requests since the box started.'),
		read_errors: total('Read requests that failed since the box started.'),
		write_requests: total('Write requests since the box started.'),
		write_errors: total('Write requests that failed since the box started.'),
	},
} as const satisfies Measurement

export const freeboxPartitionHealth = {
	name: 'freebox_partition',
	help: 'One partition.',
	tags: {...ownTags, disk: 'Number of the disk.', partition: 'Number of the partition.', label: 'Its label.'},
	fields: {
		state: info("State in the box's own word, as mounted."),
		fsck: info('Result of the last check of the file system.'),
		free_ratio: gauge('Share that is free, 0 to 1.'),
	},
} as const satisfies Measurement
