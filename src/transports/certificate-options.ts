import type {OptionSpecs} from '../config/options.ts'
import {UsageError} from '../errors.ts'

/** Options of every device with TLS: what to trust beside the authorities of the system. */
export const certificateOptions = {
	caFile: {value: 'file', help: 'more certificate authorities to trust, in PEM format'},
	tlsFingerprint: {
		value: 'fingerprint',
		parse: fingerprint,
		help: 'trust only the certificate with this fingerprint, in hexadecimal',
	},
} as const satisfies OptionSpecs

/** `SHA256:` and hex with or without colons, or base64, as the colon form in capitals. */
function fingerprint(text: string): string {
	const value = text.replace(/^sha256:/i, '')
	const hex = value.replaceAll(':', '')
	const digits = /^[0-9a-f]{64}$/i.test(hex) ? hex : Buffer.from(value, 'base64').toString('hex')
	if (digits.length !== 64) {
		throw new UsageError(`"${text}" is no fingerprint: use SHA256: and 64 hexadecimal digits`)
	}
	return digits.toUpperCase().replace(/..(?!$)/g, '$&:')
}
