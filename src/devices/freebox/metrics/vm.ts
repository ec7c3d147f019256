import type {Measurement} from '../../../metrics/model.ts'
import {boxTags, gauge} from './fields.ts'

const help = 'Virtual machines on the box.'

/** `vm/info/` */
export const freeboxVmInfo = {
	name: 'freebox_virtualmachine',
	help,
	tags: boxTags,
	fields: {
		total_memory: {...gauge('Memory for virtual machines, in MB.'), unit: 'MB'},
		used_memory: {...gauge('Memory in use by virtual machines, in MB.'), unit: 'MB'},
		total_cpus: gauge('Processors for virtual machines.'),
		used_cpus: gauge('Processors in use by virtual machines.'),
		usb_ports_count: gauge('USB ports that virtual machines may use.'),
		usb_used: gauge('1 if a virtual machine uses USB.'),
	},
} as const satisfies Measurement

/** `vm/` */
export const freeboxVm = {
	name: 'freebox_virtualmachine',
	help,
	tags: {
		...boxTags,
		vm: 'Number of the machine.',
		vm_name: 'Its name.',
		vm_disk_path: 'File of its disk.',
		vm_disk_type: 'raw or qcow2.',
		vm_cd_path: 'File of its CD.',
		vm_cloudinit_hostname: 'Its host name for cloud-init.',
		vm_mac: 'Its MAC address.',
		vm_os: 'Its operating system.',
	},
	fields: {
		vm_status: gauge('1 if the machine runs.'),
		vm_memory: {...gauge('Memory of the machine, in MB.'), unit: 'MB'},
		vm_vcpus: gauge('Processors of the machine.'),
		vm_enable_screen: gauge('1 if the machine has a screen.'),
		vm_bind_usb_ports_count: gauge('USB ports of the machine.'),
		vm_enable_cloudinit: gauge('1 if the machine is set up by cloud-init.'),
	},
} as const satisfies Measurement
