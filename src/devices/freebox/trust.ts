import fs from 'node:fs'
import path from 'node:path'
import {configPlaces} from '../../config/search.ts'
import {readAuthorities} from '../../transports/authorities.ts'
import {isAddress, type Origin} from '../../transports/origin.ts'
import type {Trust} from '../../transports/trust.ts'
import {BOX_NAMES, DEFAULT_ENDPOINT} from './endpoint.ts'

/** SHA-256 fingerprints of the authorities that sign the certificates of boxes; no system trusts them. */
const FREE_ROOTS = [
	// Freebox ECC Root CA, until 2035
	'23:CF:B7:26:36:BE:66:5D:BB:F2:FE:3E:05:27:90:47:71:A8:DF:F1:BA:CE:46:1D:8B:D6:9F:34:81:2C:24:44',
	// Freebox Root CA, until 2035
	'2B:D8:B5:BE:1A:99:0E:42:AD:1B:D7:9C:30:6E:B5:19:B6:37:EE:24:75:C0:D9:31:F2:57:53:56:10:E9:C3:E7',
	// Iliadbox ECC Root CA, until 2040
	'A2:10:B1:DE:83:57:92:7F:13:3C:F5:17:BB:63:AC:99:FC:EA:79:97:5B:E5:12:62:BA:C9:DE:0E:A8:74:EB:DE',
	// Iliadbox RSA Root CA, until 2040
	'74:F7:95:BB:D0:2F:1C:F0:45:14:22:A3:C6:EE:72:26:B2:D3:F7:DD:1E:B5:FC:BA:8B:E5:C2:1B:A5:29:A8:F7',
]

export interface TrustOptions {
	readonly endpoint?: Origin | undefined
	readonly caFile: string | undefined
	readonly tlsFingerprint: string | undefined
}

/** Which certificate is accepted of a box. `pins`: those seen when it was registered or verified. */
export function trustOf(
	{endpoint = DEFAULT_ENDPOINT, caFile, tlsFingerprint}: TrustOptions,
	env: Readonly<Record<string, string | undefined>>,
	pins: readonly (string | undefined)[],
	firstUse = false,
): {readonly trust: Trust; readonly servername: string} {
	const {host} = endpoint
	const known = pins.filter(pin => pin !== undefined)
	return {
		// An address cannot be asked for, and the certificate is not for it.
		servername: isAddress(host) ? DEFAULT_ENDPOINT.host : host,
		trust: {
			names: isAddress(host) ? [host, ...BOX_NAMES] : [host],
			pins: tlsFingerprint === undefined ? known : [tlsFingerprint],
			onlyPins: tlsFingerprint !== undefined,
			roots: FREE_ROOTS,
			authorities: () => findAuthorities(caFile, env),
			firstUse,
			hint:
				known.length > 0
					? 'If the box was replaced, run linestat freebox register-status --repin at home'
					: 'Run linestat freebox register at home, or use --ca-file or --tls-fingerprint',
		},
	}
}

/** The file that was named, else `freebox-ca.pem` beside the configuration file. */
function findAuthorities(
	caFile: string | undefined,
	env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
	if (caFile !== undefined) return readAuthorities(caFile)
	const found = configPlaces(env, undefined)
		.map(({file}) => path.join(path.dirname(file), 'freebox-ca.pem'))
		.find(file => fs.existsSync(file))
	return found === undefined ? [] : readAuthorities(found)
}
