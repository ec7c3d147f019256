import {createHash} from 'node:crypto'
import ssh2, {type ParsedKey} from 'ssh2'

export interface KeyPair {
	readonly private: string
	/** As in authorized_keys. */
	readonly public: string
	/** `SHA256:...`. */
	readonly fingerprint: string
}

/** A new key pair; with a passphrase the private key is encrypted with it. */
export function keyPair(type: 'ed25519' | 'ecdsa' | 'rsa' = 'ed25519', passphrase?: string): KeyPair {
	const bits = {ed25519: {}, ecdsa: {bits: 256}, rsa: {bits: 2048}}[type]
	const locked = passphrase === undefined ? {} : {passphrase, cipher: 'aes256-ctr', rounds: 1}
	const pair = ssh2.utils.generateKeyPairSync(type as 'rsa', {...bits, ...locked} as {bits: number})
	// ssh2 1.17.0 strips the leading zeros of an Ed25519 key that it makes, and then does not understand it: 1 in 256.
	if (ssh2.utils.parseKey(pair.public) instanceof Error) return keyPair(type, passphrase)
	return {private: pair.private, public: pair.public, fingerprint: fingerprint(publicKey(pair.public))}
}

/** The public part of a key, private or public. */
export function publicKey(text: string): ParsedKey {
	const key = ssh2.utils.parseKey(text)
	if (key instanceof Error) throw key
	return key
}

export function fingerprint(key: ParsedKey): string {
	return `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}`
}
