import type {Group} from '../groups.ts'
import {lte, switchPorts, system} from './hardware.ts'
import {call, dhcp, disk, lan, vm, vpnClient, vpnServer, wifi} from './home.ts'
import type {Section} from './section.ts'

/** The section of each group. */
export const groupSections: Readonly<Record<Group, Section>> = {
	lte,
	system,
	switch: switchPorts,
	disk,
	wifi,
	dhcp,
	lan,
	call,
	vm,
	'vpn-server': vpnServer,
	'vpn-client': vpnClient,
}
