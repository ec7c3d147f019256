import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {UsageError} from '../../errors.ts'
import {certificateOptions} from '../../transports/certificate-options.ts'
import {type Origin, parseOrigin} from '../../transports/origin.ts'
import {sshOptions, sshSecrets} from '../../transports/ssh/options.ts'
import {FORMS, publicAddress} from '../wan/public-address/source.ts'

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
		many: true,
		parse: publicAddress,
		help: `also ask for the address seen from outside; the first source that answers counts: ${FORMS}`,
	},
	...certificateOptions,
	...ofSource(sshOptions),
} as const satisfies OptionSpecs

/** Secrets of the sources of `publicAddress`. */
export const sourceSecrets = {
	publicAddressPassword: {help: 'password of the modem or server of --public-address'},
	passphrase: sshSecrets.passphrase,
} as const

export type FirewallOptions = OptionsOf<typeof firewallOptions>

/** The same options, where it would not be clear whose SSH is meant. */
function ofSource<S extends OptionSpecs>(specs: S): S {
	const named = Object.entries(specs).map(([key, spec]) => [
		key,
		{...spec, help: `--public-address by SSH: ${spec.help}`},
	])
	return Object.fromEntries(named) as S
}

function host(text: string): Origin {
	const origin = parseOrigin(text)
	if (origin === undefined) {
		throw new UsageError(
			`"${text}" is no firewall: use a name, an address or a URL, as https://192.168.1.1:8443`,
		)
	}
	return origin
}
