import fs from 'node:fs'
import type {ParsedKey} from 'ssh2'
import {parseKey} from 'ssh2/lib/protocol/keyParser.js'
import {ConfigError} from '../../errors.ts'

/** The files that OpenSSH tries where none is named, in the order of their strength. */
export const DEFAULT_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa']

/** A private key is encrypted and no passphrase was given; an agent may still have it. */
export class LockedKeyError extends ConfigError {}

/**
 * Reads a private key. `passphrase` is asked only if the key is encrypted. Throws a `ConfigError` that tells apart a file
 * that is missing, unreadable, readable by others, locked, or no private key.
 */
export async function readIdentity(
	file: string,
	passphrase: () => Promise<string | undefined>,
): Promise<ParsedKey> {
	const text = readPrivate(file)
	let key = parseKey(text)
	if (key instanceof Error && /no passphrase given/.test(key.message)) {
		const secret = await passphrase()
		if (secret === undefined) {
			throw new LockedKeyError(`The private key ${file} is encrypted and no passphrase is given`, {
				hint: 'Give its passphrase with --passphrase-file, or load the key into an agent',
			})
		}
		key = parseKey(text, secret)
		if (key instanceof Error)
			throw new ConfigError(`The passphrase does not open the private key ${file}`, {
				hint: 'Check the passphrase, and that it belongs to this key',
			})
	}
	if (key instanceof Error) {
		throw new ConfigError(`Cannot understand the private key ${file}`, {
			cause: key,
			hint: 'Use an OpenSSH or PEM key of type Ed25519, ECDSA or RSA',
		})
	}
	const [first] = [key].flat()
	if (first === undefined || !first.isPrivateKey()) {
		throw new ConfigError(`${file} is a public key`, {
			hint: 'Name the private one, which has no .pub at the end',
		})
	}
	return first
}

function readPrivate(file: string): Buffer {
	let stat: fs.Stats
	try {
		stat = fs.statSync(file)
	} catch (cause) {
		throw new ConfigError(`Cannot find the private key ${file}`, {cause, hint: 'Check --identity-file'})
	}
	if (!stat.isFile())
		throw new ConfigError(`The private key ${file} is not a file`, {hint: 'Check --identity-file'})
	// As OpenSSH has it: one's own key must be private. A key of another owner, as root's for a service, may have a group.
	const forbidden = stat.uid === process.getuid?.() ? 0o077 : 0o007
	if (process.platform !== 'win32' && (stat.mode & forbidden) !== 0) {
		const mode = (stat.mode & 0o777).toString(8).padStart(4, '0')
		throw new ConfigError(`The private key ${file} can be read by others (mode ${mode})`, {
			hint: `Run chmod ${forbidden === 0o077 ? '600' : 'o-rwx'} ${file}`,
		})
	}
	try {
		return fs.readFileSync(file)
	} catch (cause) {
		throw new ConfigError(`Cannot read the private key ${file}`, {
			cause,
			hint: 'Make it readable for the user who runs linestat, and for nobody else',
		})
	}
}
