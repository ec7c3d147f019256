import {readAuthorities} from '../../transports/authorities.ts'
import {isAddress, type Origin} from '../../transports/origin.ts'
import type {Trust} from '../../transports/trust.ts'
import type {FirewallOptions} from './options.ts'

/** Which certificate is accepted of a firewall. After its installation it has one that it signed itself. */
export function trustOf(
	{host}: Origin,
	{caFile, tlsFingerprint}: Pick<FirewallOptions, 'caFile' | 'tlsFingerprint'>,
): {readonly trust: Trust; readonly servername?: string} {
	return {
		...(isAddress(host) ? {} : {servername: host}),
		trust: {
			names: [host],
			authorities: () => (caFile === undefined ? [] : readAuthorities(caFile)),
			...(tlsFingerprint === undefined ? {} : {pins: [tlsFingerprint], onlyPins: true}),
			hint: "Compare it with the firewall's own, then use --tls-fingerprint; or give its authority with --ca-file",
		},
	}
}
