import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, gauge, info, ownTags} from './fields.ts'

const help = 'The Freebox under the names of freebox-monitoring.'

/** `system/` */
export const freeboxSystem = {
	name: 'freebox',
	help,
	tags: {
		...boxTags,
		hw_firmware: 'Version of the firmware.',
		hw_serial: 'Serial number of the box.',
		hw_mac: 'MAC address of the box.',
		hw_model_pretty: 'Model of the box for people.',
		hw_model: 'Model of the box.',
		net_operator: 'Provider.',
	},
	fields: {
		sys_uptime: {...gauge('Seconds since the box started.'), unit: 's'},
		sys_authenticated: gauge('1 if the box is past its start-up.'),
		firmware_version: info('Version of the firmware.'),
		sys_disk_status: gauge('1 if the internal disk is active.'),
		minfo_customer_hdd_slots: gauge('Slots for disks of the customer.'),
		minfo_internal_hdd_size: {...gauge('Size of the internal disk, in GB.'), unit: 'GB'},
	},
} as const satisfies Measurement

export const freeboxFan = {
	name: 'freebox',
	help,
	tags: {
		...boxTags,
		fan: 'The fan.',
		fan_name: 'Its name, cleaned.',
		sensor: 'Always main, up to version 5 of the API.',
		sensor_name: 'Always main, up to version 5 of the API.',
	},
	fields: {sys_fan_rpm: {...gauge('Speed of a fan in turns per minute.'), unit: 'rpm'}},
} as const satisfies Measurement

const sensorTags = {...boxTags, sensor: 'The sensor.', sensor_name: 'Its name, cleaned.'} as const

export const freeboxSensor = {
	name: 'freebox',
	help,
	tags: sensorTags,
	fields: {
		sys_temp: {...gauge('Temperature.'), unit: '°C'},
		sys_temp_sw: {...gauge('Temperature of the switch, up to version 5 of the API.'), unit: '°C'},
		sys_temp_cpub: {
			...gauge('Temperature of the Broadcom processor, up to version 5 of the API.'),
			unit: '°C',
		},
		sys_temp_cpum: {
			...gauge('Temperature of the Marvell processor, up to version 5 of the API.'),
			unit: '°C',
		},
	},
} as const satisfies Measurement

export const freeboxSensorCount = {
	name: 'freebox',
	help,
	tags: boxTags,
	fields: {
		sys_fan_count: gauge('Fans that the box lists.'),
		sys_temp_count: gauge('Temperature sensors that the box lists.'),
	},
} as const satisfies Measurement

/** Who the box is, in one series whose labels may change. */
export const freeboxBox = {
	name: 'freebox_box',
	help: 'Identity and state of the box.',
	tags: ownTags,
	fields: {
		board: info('Board of the box.'),
		model: info('Model of the box for people.'),
		mode: info('router or bridge.'),
		disk_status: info("State of the internal disk in the box's own word."),
		main_storage: info('Name of the disk that applications use.'),
	},
} as const satisfies Measurement
