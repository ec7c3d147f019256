import {getCiphers} from 'node:crypto'
import type {Algorithms, MacAlgorithm, ServerHostKeyAlgorithm} from 'ssh2'

/**
 * With a group exchange Node checks the prime that it receives, which takes 1.8 s of CPU for 3072 bits and 33 s for 8192,
 * at every connection. So it comes behind the fixed groups, for servers that know nothing else.
 */
const GROUP_EXCHANGE = 'diffie-hellman-group-exchange-sha256'

const HOST_KEYS: readonly ServerHostKeyAlgorithm[] = [
	'ssh-ed25519',
	'ecdsa-sha2-nistp256',
	'ecdsa-sha2-nistp384',
	'ecdsa-sha2-nistp521',
	'rsa-sha2-512',
	'rsa-sha2-256',
]

/** Signatures with SHA-1 and DSA; OpenSSH switched them off with 8.8 and 7.0. */
const LEGACY_HOST_KEYS: readonly ServerHostKeyAlgorithm[] = ['ssh-rsa', 'ssh-dss']

/**
 * What to offer a server. Without compression, so that a small answer stays small in memory; with the types of host key
 * that are known first, or a server with several keys would show one that nobody knows.
 */
export function algorithms(knownTypes: readonly string[], legacy: boolean): Algorithms {
	const hostKeys = legacy ? [...HOST_KEYS, ...LEGACY_HOST_KEYS] : HOST_KEYS
	const isKnown = (name: ServerHostKeyAlgorithm) =>
		knownTypes.includes(name) || (name.startsWith('rsa-') && knownTypes.includes('ssh-rsa'))
	const added = legacy ? LEGACY : {kex: [], cipher: [], hmac: []}
	return {
		kex: change({remove: [GROUP_EXCHANGE], append: [GROUP_EXCHANGE, ...added.kex]}),
		// A whole list: the object form would leave what is in the library's list where it is.
		serverHostKey: [...hostKeys.filter(isKnown), ...hostKeys.filter(name => !isKnown(name))],
		cipher: change({
			remove: [],
			append: added.cipher.filter(name => getCiphers().includes(OPENSSL_NAMES[name])),
		}),
		hmac: change({remove: legacy ? [] : SHA1_HMAC, append: added.hmac}),
		compress: ['none'],
	}
}

/** Changes to the library's list, done in this order; its types want all three. */
const change = <T extends string>({remove, append}: {remove: readonly T[]; append: readonly T[]}) => ({
	remove: [...remove],
	prepend: [],
	append: [...append],
})

const SHA1_HMAC: readonly MacAlgorithm[] = ['hmac-sha1-etm@openssh.com', 'hmac-sha1']

const OPENSSL_NAMES = {
	'aes256-cbc': 'aes-256-cbc',
	'aes192-cbc': 'aes-192-cbc',
	'aes128-cbc': 'aes-128-cbc',
	'3des-cbc': 'des-ede3-cbc',
} as const

/** Outdated, weak, and all that some devices know: modems of DrayTek, routers of the same age. */
const LEGACY = {
	kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group1-sha1'],
	cipher: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
	hmac: ['hmac-md5', 'hmac-sha1-96', 'hmac-md5-96'],
} as const
