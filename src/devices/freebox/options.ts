import {type OptionSpecs, toFlag} from '../../config/options.ts'
import {count} from '../../config/values.ts'
import {certificateOptions} from '../../transports/certificate-options.ts'
import {endpoint} from './endpoint.ts'
import {GROUPS, groupNames, groups} from './groups.ts'

/** Options that say which box is meant, shared by the poll and the subcommands. */
export const boxOptions = {
	endpoint: {
		value: 'address',
		short: 'e',
		parse: endpoint,
		help: 'name, address or URL of the box; TLS unless it begins with http:// (default: mafreebox.freebox.fr)',
	},
	credentials: {
		value: 'file',
		help: 'file with the registration (default: freebox.json in the state folder)',
	},
	...certificateOptions,
	caFile: {
		...certificateOptions.caFile,
		help: 'more certificate authorities to trust (freebox-ca.pem in the configuration folder is found by itself)',
	},
	nameServer: {
		value: 'address',
		help: 'name server that knows the port of a box that has moved (default: those of the system)',
		hidden: true,
	},
} as const satisfies OptionSpecs

/** A switch of freebox-monitoring. The help names all of them in one place, with `--groups`. */
const alias = (group: keyof typeof GROUPS) => ({
	help: `the same as --groups ${group}`,
	config: false as const,
	env: false as const,
	hidden: true,
})

const OLD_SWITCHES = Object.values(GROUPS).map(({flag}) => `--${toFlag(flag)}`)

export const freeboxOptions = {
	...boxOptions,
	groups: {
		value: 'list',
		parse: groups,
		help: `what to read beside the connection, by commas: ${groupNames.join(', ')}; or by the switches of freebox-monitoring: ${OLD_SWITCHES.join(', ')}`,
	},
	all: {help: 'read all groups'},
	statusLte: alias('lte'),
	statusSys: alias('system'),
	statusSwitch: alias('switch'),
	statusDisk: alias('disk'),
	statusWifi: alias('wifi'),
	statusDhcp: alias('dhcp'),
	statusLanBrowser: alias('lan'),
	statusCall: alias('call'),
	statusVirtualmachines: alias('vm'),
	statusVpnsrv: alias('vpn-server'),
	statusVpnclient: alias('vpn-client'),
	anonymize: {
		help: 'replace MAC addresses, names, telephone numbers and public addresses by stable hashes',
	},
	maxHosts: {
		value: 'number',
		parse: count,
		default: 256,
		help: 'most machines of one kind to print, the active ones first (default: 256)',
	},
	patchRateUp: {
		help: 'take rate_up and bytes_up from the ports of the switch, for firmware that doubles them (needs group switch)',
	},
	patchRateUpBytesUp: {
		help: 'the same as --patch-rate-up, by its name in freebox-monitoring',
		config: false,
		env: false,
		hidden: true,
	},
	apiVersion: {
		value: 'number',
		parse: count,
		help: 'version of the API to ask for (default: the newest that both sides know)',
	},
	autoRegister: {help: 'where there is no registration, begin one, and go on with it at each poll'},
} as const satisfies OptionSpecs
