import {splitHostPort} from '../../config/values.ts'
import {UsageError} from '../../errors.ts'

/** Where to log in, as the user wrote it. What is left out comes from `~/.ssh/config`, then from the defaults. */
export interface SshTarget {
	readonly user?: string
	/** Name, address or alias of `~/.ssh/config`; an IPv6 address without brackets. */
	readonly host: string
	readonly port?: number
}

/** Reads `[user@]host[:port]`; an IPv6 address with a port needs brackets. Throws `UsageError`. */
export function sshTarget(text: string): SshTarget {
	// The last @ counts: names of accounts may contain one, names of hosts may not.
	const at = text.lastIndexOf('@')
	const user = text.slice(0, Math.max(at, 0))
	const place = splitHostPort(text.slice(at + 1))
	if (place === undefined || (at >= 0 && !/^[^\s:]+$/.test(user))) {
		throw new UsageError(`"${text}" is no SSH target: use [user@]host[:port], or [user@][IPv6 address]:port`)
	}
	return {...(at >= 0 && {user}), ...place}
}
