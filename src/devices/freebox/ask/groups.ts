import type {Group} from '../groups.ts'
import {lte, switchPorts, system} from './hardware.ts'
import {call, dhcp, disk, lan, vm, vpnClient, vpnServer, wifi} from './home.ts'
import type {Section} from './section.ts'

const SECTIONS: Readonly<Record<Group, Section>> = {
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

/** The sections of the groups that were asked for, as `poll.ts` runs them. */
export function sectionsOf(groups: Iterable<Group>): (readonly [Group, Section, isOptional: true])[] {
	return [...groups].map(group => [group, SECTIONS[group], true])
}
