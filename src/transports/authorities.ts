import fs from 'node:fs'
import {ConfigError} from '../errors.ts'

/** The certificates of a file in PEM, one string each. Throws `ConfigError` where it cannot be read or has none. */
export function readAuthorities(file: string): readonly string[] {
	let pem: string
	try {
		pem = fs.readFileSync(file, 'utf8')
	} catch (cause) {
		throw new ConfigError(`Cannot read the certificate authorities in ${file}`, {
			cause,
			hint: 'Name a file that the user who runs linestat can read',
		})
	}
	const found = pem.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs)
	if (found === null)
		throw new ConfigError(`${file} holds no certificate in PEM format`, {
			hint: 'Name the certificate of the authority, which begins with -----BEGIN CERTIFICATE-----',
		})
	return found
}
