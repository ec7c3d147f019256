import {counter, type Json, type JsonObject, number, object, objects, text} from '../../../json.ts'
import {type FieldsOf, type Point, point} from '../../../metrics/model.ts'
import {router} from '../../router/metrics.ts'
import {freeboxBox, freeboxFan, freeboxSensor, freeboxSensorCount, freeboxSystem} from '../metrics/system.ts'
import {clean} from './clean.ts'
import {amount, bit, bitIf, identity} from './values.ts'

/** Tag `hw_board` of everything, where the group system is read. */
export function boardOf(result: Json): string | undefined {
	return text(object(result).board_name)
}

/**
 * `system/`. The model comes from `/api_version`, because up to version 5 the answer does not name it, and the mode (router
 * or bridge) from `lan/config/`.
 */
export function readSystem(result: Json, boxModel?: string, mode?: string): Point[] {
	const system = object(result)
	const info = object(system.model_info)
	const firmware = text(system.firmware_version)
	const model = text(info.name) ?? boxModel
	const pretty = text(info.pretty_name)
	const tags = {
		hw_firmware: firmware,
		hw_serial: text(system.serial),
		hw_mac: text(system.mac),
		hw_model_pretty: pretty,
		hw_model: model,
		net_operator: text(info.net_operator),
	}
	return [
		point(freeboxSystem, tags, {
			sys_uptime: amount(system.uptime_val),
			sys_authenticated: bit(system.box_authenticated),
			firmware_version: firmware,
			sys_disk_status: bitIf(system.disk_status, 'active'),
			minfo_customer_hdd_slots: amount(info.customer_hdd_slots),
			minfo_internal_hdd_size: amount(info.internal_hdd_size),
		}),
		point(
			router,
			{},
			{
				uptime_seconds: counter(system.uptime_val),
				model: pretty ?? model,
				firmware,
				serial: text(system.serial),
			},
		),
		point(
			freeboxBox,
			{},
			{
				board: text(system.board_name),
				model: pretty ?? model,
				mode,
				disk_status: text(system.disk_status),
				main_storage: text(system.user_main_storage),
			},
		),
		...(system.sensors === undefined && system.fans === undefined ? readFlat(system) : readLists(system)),
	]
}

/** Version 6 and later: lists. A sensor without a value is a place for a disk that is not there. */
function readLists(system: JsonObject): Point[] {
	const fans = objects(system.fans)
	const sensors = objects(system.sensors)
	const counts = point(
		freeboxSensorCount,
		{},
		{
			sys_fan_count: system.fans === undefined ? undefined : fans.length,
			sys_temp_count: system.sensors === undefined ? undefined : sensors.length,
		},
	)
	const points: Point[] = [counts]
	for (const fan of fans) {
		const name = identity(fan.id)
		points.push(
			point(freeboxFan, {fan: name, fan_name: clean(text(fan.name))}, {sys_fan_rpm: amount(fan.value)}),
			point(router, {fan: name}, {fan_rpm: counter(fan.value)}),
		)
	}
	for (const sensor of sensors) {
		const name = identity(sensor.id)
		const value = number(sensor.value)
		points.push(
			point(freeboxSensor, {sensor: name, sensor_name: clean(text(sensor.name))}, {sys_temp: value}),
			point(router, {sensor: name}, {temperature_celsius: value}),
		)
	}
	return points
}

/** Up to version 5: `fan_rpm` and `temp_...`, which of them depends on the model. */
function readFlat(system: JsonObject): Point[] {
	const main = {sensor: 'main', sensor_name: 'main'}
	const points: Point[] = [
		point(freeboxFan, main, {sys_fan_rpm: amount(system.fan_rpm)}),
		point(router, {fan: 'main'}, {fan_rpm: counter(system.fan_rpm)}),
	]
	const old: FieldsOf<typeof freeboxSensor> = {}
	for (const name of ['sw', 'cpub', 'cpum'] as const) old[`sys_temp_${name}`] = number(system[`temp_${name}`])
	points.push(point(freeboxSensor, main, old))
	for (const [key, value] of Object.entries(system)) {
		if (!key.startsWith('temp_')) continue
		points.push(point(router, {sensor: key}, {temperature_celsius: number(value)}))
	}
	return points
}
