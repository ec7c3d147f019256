import type {OptionSpecs, OptionsOf} from '../../config/options.ts'
import {UsageError} from '../../errors.ts'

/** The options of every device that is reached over SSH. Plain data: loading this file loads no package. */
export const sshOptions = {
	identityFile: {
		value: 'path',
		many: true,
		help: 'private key (default: agent, ~/.ssh/id_*)',
	},
	hostKey: {
		value: 'SHA256:...',
		many: true,
		parse: fingerprint,
		help: 'accept the host key with this fingerprint only',
	},
	knownHosts: {
		value: 'path',
		many: true,
		help: 'known host keys (default: those of OpenSSH)',
	},
	acceptNewHostKey: {help: 'remember the key of a host that is not known yet'},
	legacySsh: {help: 'also outdated algorithms (SHA-1, DSA, CBC, MD5)'},
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
