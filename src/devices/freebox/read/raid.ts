import {counter, flag, type Json, type JsonObject, number, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxRaid, freeboxRaidDisk} from '../metrics/raid.ts'
import {identity, ratioOfPercent} from './values.ts'

/** `storage/raid/` */
export function readRaids(result: Json): Point[] {
	return objects(result).flatMap(array => {
		const members = objects(array.members)
		const state = text(array.state)
		const action = text(array.sync_action)
		return [
			point(
				freeboxRaid,
				{array: identity(array.id)},
				{
					up: state === undefined ? undefined : state === 'running',
					degraded: flag(array.degraded),
					state,
					level: text(array.level),
					size_bytes: counter(array.array_size),
					disks: counter(array.raid_disks),
					active_disks: Array.isArray(array.members) ? members.filter(isActive).length : undefined,
					sync_action: action,
					// While there is nothing to do it stays at 0, or at what was done last.
					sync_ratio: action === 'idle' ? undefined : ratioOfPercent(array.sync_completed_percent),
				},
			),
			...members.map(member => readMember(array, member)),
		]
	})
}

function readMember(array: JsonObject, member: JsonObject): Point {
	const role = text(member.role)
	return point(
		freeboxRaidDisk,
		{array: identity(array.id), disk: identity(member.id), slot: text(member.device_location)},
		{
			active: role === undefined ? undefined : isActive(member),
			role,
			// 0 stands for a disk without a thermometer.
			temperature_celsius: number(object(member.disk).temp) || undefined,
			corrected_read_errors: counter(member.corrected_read_errors),
		},
	)
}

const isActive = (member: JsonObject): boolean => text(member.role) === 'active'
