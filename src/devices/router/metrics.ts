import type {Measurement} from '../../metrics/model.ts'

const tags = {device: 'Kind of device.', source: 'The device, as configured.'} as const

/** The box itself. `sensor` and `fan` stand only on the points of a temperature and of a fan. */
export const router = {
	name: 'router',
	help: 'The box itself.',
	tags: {...tags, sensor: 'Place of the temperature.', fan: 'Name of the fan.'},
	fields: {
		uptime_seconds: {type: 'gauge', value: 'int', help: 'Seconds since the box started.'},
		model: {type: 'info', help: 'Model of the box.'},
		firmware: {type: 'info', help: 'Version of its firmware.'},
		serial: {type: 'info', help: 'Serial number.'},
		cpu_ratio: {type: 'gauge', value: 'float', help: 'Share of the processor in use, 0 to 1.'},
		memory_ratio: {type: 'gauge', value: 'float', help: 'Share of the memory in use, 0 to 1.'},
		temperature_celsius: {type: 'gauge', value: 'float', help: 'Temperature.'},
		fan_rpm: {type: 'gauge', value: 'int', help: 'Speed of a fan in turns per minute.'},
	},
} as const satisfies Measurement
