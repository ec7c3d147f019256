import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {UsageError} from '../../errors.ts'
import {certificateOptions} from '../../transports/certificate-options.ts'
import {type Origin, parseOrigin} from '../../transports/origin.ts'
import {publicAddress} from '../wan/public-address/source.ts'

/** Where a firewall is after its installation. */
export const DEFAULT_HOST: Origin = {protocol: 'https:', host: '192.168.1.1', port: 443}

export const firewallOptions = {
	host: {
		value: 'address',
		parse: host,
		help: 'name, address or URL of the firewall, TLS unless it begins with http:// (default: 192.168.1.1)',
	},
	wan: {
		value: 'interface',
		many: true,
		help: 'what leads to a provider, by name, description or port (repeatable) (default: wan, and what has a gateway)',
	},
	publicAddress: {
		value: 'source',
		parse: publicAddress,
		help: 'also ask for the address seen from outside: nat-pmp:HOST, stun:HOST[:PORT], dns:NAME[@SERVER] or a URL',
	},
	...certificateOptions,
} as const satisfies OptionSpecs

export type FirewallOptions = OptionsOf<typeof firewallOptions>

function host(text: string): Origin {
	const origin = parseOrigin(text)
	if (origin === undefined) {
		throw new UsageError(
			`"${text}" is no firewall: use a name, an address or a URL, as https://192.168.1.1:8443`,
		)
	}
	return origin
}
