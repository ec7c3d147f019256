import {counter, flag, type Json, type JsonObject, number, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxDisk, freeboxDiskHealth, freeboxPartition, freeboxPartitionHealth} from '../metrics/storage.ts'
import {amount, bit, code, identity, path} from './values.ts'

const STATE = {disabled: 0, enabled: 1, formatting: 2, error: 99}

/** `storage/disk/` */
export function readStorage(result: Json): Point[] {
	return objects(result).flatMap(disk => [
		...readDisk(disk),
		...objects(disk.partitions).flatMap(partition => readPartition(disk, partition)),
	])
}

function readDisk(disk: JsonObject): Point[] {
	// 0 stands for a disk without a thermometer.
	const temperature = number(disk.temp) || undefined
	const tags = {
		...diskTags(disk),
		hdd_model: text(disk.model),
		hdd_serial: text(disk.serial),
		hdd_table_type: text(disk.table_type),
	}
	return [
		point(freeboxDisk, tags, {
			disk_temp: temperature,
			disk_total_bytes: amount(disk.total_bytes),
			disk_idle: bit(disk.idle),
			disk_state: code(disk.state, STATE, 0),
			disk_write_error: counter(disk.write_error_requests),
		}),
		point(
			freeboxDiskHealth,
			{disk: identity(disk.id), type: text(disk.type)},
			{
				state: text(disk.state),
				spinning: flag(disk.spinning),
				temperature_celsius: temperature,
				read_requests: counter(disk.read_requests),
				read_errors: counter(disk.read_error_requests),
				write_requests: counter(disk.write_requests),
				write_errors: counter(disk.write_error_requests),
			},
		),
	]
}

function readPartition(disk: JsonObject, partition: JsonObject): Point[] {
	const id = identity(partition.id)
	const label = text(partition.label)
	const [size, free] = [amount(partition.total_bytes), amount(partition.free_bytes)]
	const tags = {
		...diskTags(disk),
		partition: id,
		partition_label: label,
		partition_fstype: text(partition.fstype),
		partition_state: text(partition.state),
		partition_path: path(partition.path),
	}
	return [
		point(freeboxPartition, tags, {
			diskfs_total_bytes: size,
			diskfs_used_bytes: amount(partition.used_bytes),
			diskfs_free_bytes: free,
		}),
		point(
			freeboxPartitionHealth,
			{disk: identity(disk.id), partition: id, label},
			{
				state: text(partition.state),
				fsck: text(partition.fsck_result),
				free_ratio: size && free !== undefined && free <= size ? free / size : undefined,
			},
		),
	]
}

function diskTags(disk: JsonObject) {
	return {hdd: identity(disk.id), hdd_type: text(disk.type)}
}
