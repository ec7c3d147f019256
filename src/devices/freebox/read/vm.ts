import {type Json, list, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxVm, freeboxVmInfo} from '../metrics/vm.ts'
import {amount, bit, bitIf, identity, path} from './values.ts'

/** `vm/info/` */
export function readVmInfo(result: Json): Point[] {
	const info = object(result)
	return [
		point(
			freeboxVmInfo,
			{},
			{
				total_memory: amount(info.total_memory),
				used_memory: amount(info.used_memory),
				total_cpus: amount(info.total_cpus),
				used_cpus: amount(info.used_cpus),
				usb_ports_count: info.usb_ports === undefined ? undefined : list(info.usb_ports).length,
				usb_used: bit(info.usb_used),
			},
		),
	]
}

/** `vm/`; `cloudinit_userdata` holds passwords and is not touched. */
export function readVms(result: Json): Point[] {
	return objects(result).map(vm => {
		const tags = {
			vm: identity(vm.id),
			vm_name: text(vm.name),
			vm_disk_path: path(vm.disk_path),
			vm_disk_type: text(vm.disk_type),
			vm_cd_path: path(vm.cd_path),
			vm_cloudinit_hostname: text(vm.cloudinit_hostname),
			vm_mac: text(vm.mac),
			vm_os: text(vm.os),
		}
		return point(freeboxVm, tags, {
			vm_status: bitIf(vm.status, 'running'),
			vm_memory: amount(vm.memory),
			vm_vcpus: amount(vm.vcpus),
			vm_enable_screen: bit(vm.enable_screen),
			vm_bind_usb_ports_count: vm.bind_usb_ports === undefined ? undefined : list(vm.bind_usb_ports).length,
			vm_enable_cloudinit: bit(vm.enable_cloudinit),
		})
	})
}
