import {UsageError} from '../../errors.ts'

/** What can be read beside the connection, by name; `flag` is the switch of freebox-monitoring for it. */
export const GROUPS = {
	lte: {flag: 'statusLte'},
	system: {flag: 'statusSys'},
	switch: {flag: 'statusSwitch'},
	disk: {flag: 'statusDisk'},
	wifi: {flag: 'statusWifi'},
	dhcp: {flag: 'statusDhcp'},
	lan: {flag: 'statusLanBrowser'},
	call: {flag: 'statusCall'},
	vm: {flag: 'statusVirtualmachines'},
	'vpn-server': {flag: 'statusVpnsrv'},
	'vpn-client': {flag: 'statusVpnclient'},
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
