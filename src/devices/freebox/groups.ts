import {UsageError} from '../../errors.ts'

/** What can be read beside the connection, by name; `flag` is the switch of freebox-monitoring for it. */
export const GROUPS = {
	lte: {flag: 'statusLte', what: 'mobile link'},
	system: {flag: 'statusSys', what: 'temperatures, fans, firmware'},
	switch: {flag: 'statusSwitch', what: 'ports of the switch'},
	disk: {flag: 'statusDisk', what: 'disks and partitions'},
	wifi: {flag: 'statusWifi', what: 'access points and stations'},
	dhcp: {flag: 'statusDhcp', what: 'DHCP server and leases'},
	lan: {flag: 'statusLanBrowser', what: 'machines of the home network'},
	call: {flag: 'statusCall', what: 'log of calls'},
	vm: {flag: 'statusVirtualmachines', what: 'virtual machines'},
	'vpn-server': {flag: 'statusVpnsrv', what: 'VPN servers'},
	'vpn-client': {flag: 'statusVpnclient', what: 'VPN clients'},
} as const

export type Group = keyof typeof GROUPS

export const groupNames = Object.keys(GROUPS) as Group[]

/** Reads `system,switch`. */
export function groups(text: string): readonly Group[] {
	return text
		.split(',')
		.map(name => name.trim())
		.filter(name => name !== '')
		.map(name => {
			if (isGroup(name)) return name
			throw new UsageError(`"${name}" is no group: use ${groupNames.join(', ')}`)
		})
}

function isGroup(name: string): name is Group {
	return Object.hasOwn(GROUPS, name)
}
