import path from 'node:path'
import {ConfigError} from '../../errors.ts'
import {placeOf} from '../connect-error.ts'
import {readHostBlock} from './config.ts'
import {expandHome, homeFolder, localUser} from './home.ts'
import {lookupNames} from './known-hosts.ts'
import type {SshTarget} from './target.ts'

/** A target with everything that was left out of it. */
export interface SshHost {
	/** What to connect to. */
	readonly address: string
	readonly port: number
	readonly user: string
	/** `address:port`, for messages. */
	readonly place: string
	/** Under which names its key stands in known_hosts. */
	readonly keyNames: readonly string[]
	/** Key files by `~/.ssh/config`; undefined where it names none. */
	readonly identityFiles: readonly string[] | undefined
	readonly knownHostsFiles: readonly string[] | undefined
	readonly home: string | undefined
}

/** Completes a target: what the user wrote, then `~/.ssh/config`, then the defaults of OpenSSH. */
export async function resolveHost(
	target: SshTarget,
	env: Readonly<Record<string, string | undefined>>,
): Promise<SshHost> {
	const home = homeFolder(env)
	const block =
		home === undefined ? {} : await readHostBlock(path.join(home, '.ssh/config'), target.host, target.user)
	const address = expand(block.hostName ?? target.host, {h: target.host})
	const port = target.port ?? block.port ?? 22
	const user = target.user ?? block.user ?? localUser(env)
	if (user === undefined) {
		throw new ConfigError('No user name for the SSH login', {
			hint: 'Write it before the host, as in root@router',
		})
	}
	const tokens = {
		h: address,
		p: String(port),
		r: user,
		u: localUser(env) ?? '',
		d: home ?? '',
		n: target.host,
	}
	const files = (names: readonly string[] | undefined) =>
		names?.map(name => path.resolve(home ?? '/', expand(expandHome(name, home), tokens)))
	const alias = block.hostKeyAlias?.toLowerCase()
	return {
		address,
		port,
		user,
		place: placeOf(address, port),
		keyNames: alias === undefined ? lookupNames(address, port) : [alias],
		identityFiles: files(block.identityFiles),
		knownHostsFiles: files(block.knownHostsFiles),
		home,
	}
}

/** Fills in `%h` and its like; a token that is not known stays as it is. */
function expand(text: string, tokens: Readonly<Record<string, string>>): string {
	return text.replace(/%(.)/g, (whole, token: string) => (token === '%' ? '%' : (tokens[token] ?? whole)))
}
