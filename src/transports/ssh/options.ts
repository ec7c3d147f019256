import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {UsageError} from '../../errors.ts'

/** The options of every device that is reached over SSH. Plain data: loading this file loads no package. */
export const sshOptions = {
	identityFile: {
		value: 'path',
		many: true,
		help: 'private key to log in with; several in their order (default: agent, ~/.ssh/id_*)',
	},
	hostKey: {
		value: 'SHA256:...',
		many: true,
		parse: fingerprint,
		help: 'fingerprint of the host key to accept, in the place of known_hosts',
	},
	knownHosts: {
		value: 'path',
		many: true,
		help: 'file of known host keys (default: those of OpenSSH)',
	},
	acceptNewHostKey: {help: 'trust a host that has no known key yet, and remember its key'},
	legacySsh: {help: 'also offer outdated algorithms, for old devices: SHA-1, DSA, CBC, MD5'},
} as const satisfies OptionSpecs

export type SshOptions = OptionsOf<typeof sshOptions>

/** For `Device.secrets` of a device that is reached over SSH; asked for only when a login needs them. */
export const sshSecrets = {
	password: {help: 'login password'},
	passphrase: {help: 'passphrase of the private key'},
} as const

/** A fingerprint as `ssh-keygen -l` prints it, without padding. */
export function fingerprint(text: string): string {
	const hash = /^SHA256:([A-Za-z0-9+/]{43})=?$/.exec(text.trim())?.[1]
	if (hash === undefined) {
		throw new UsageError(
			`"${text}" is no fingerprint: use SHA256: and 43 letters, as ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints them on the device`,
		)
	}
	return `SHA256:${hash}`
}
