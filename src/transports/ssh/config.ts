import fs from 'node:fs'
import {ConfigError} from '../../errors.ts'

/** What `~/.ssh/config` says about one host, with `~` and the tokens of ssh_config(5) still in it. */
export interface HostBlock {
	readonly hostName?: string
	readonly port?: number
	readonly user?: string
	readonly hostKeyAlias?: string
	readonly identityFiles?: readonly string[]
	readonly knownHostsFiles?: readonly string[]
}

/**
 * Reads the `Host` (and simple `Match`) blocks that apply to a host. A file that does not exist says nothing; the
 * library is loaded only if it does. `Include` and `Match exec` are not followed: a poll starts no commands.
 */
export async function readHostBlock(file: string, host: string, user?: string): Promise<HostBlock> {
	const text = readIfExists(file)
	if (text === undefined) return {}
	const {parse} = await import('ssh-config')
	let found: Record<string, string | string[]>
	try {
		// Asked to canonicalize, the library would start nslookup and wait for it.
		const config = parse(text.replace(/^[ \t]*Canonicali[sz]e\w+\b.*$/gim, ''))
		const query = user === undefined ? {Host: host} : {Host: host, User: user}
		found = config.compute(query, {ignoreCase: true, matchExec: false})
	} catch (cause) {
		throw new ConfigError(`Cannot understand ${file}`, {
			cause,
			hint: 'Correct it; ssh -G with the name of the host says what ssh reads in it',
		})
	}
	const one = (name: string) => [found[name] ?? []].flat()[0]
	const [hostName, port, login, hostKeyAlias] = ['hostname', 'port', 'user', 'hostkeyalias'].map(one)
	return {
		...(hostName !== undefined && {hostName}),
		...(port !== undefined && {port: readPort(port, file)}),
		...(login !== undefined && {user: login}),
		...(hostKeyAlias !== undefined && {hostKeyAlias}),
		...(found.identityfile !== undefined && {identityFiles: listOf(found.identityfile)}),
		...(found.userknownhostsfile !== undefined && {knownHostsFiles: listOf(found.userknownhostsfile)}),
	}
}

function readIfExists(file: string): string | undefined {
	try {
		return fs.readFileSync(file, 'utf8')
	} catch (cause) {
		if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
			return undefined
		}
		throw new ConfigError(`Cannot read ${file}`, {
			cause,
			hint: 'Make it readable for the user who runs linestat',
		})
	}
}

function readPort(text: string, file: string): number {
	const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
	if (port < 1 || port > 65_535)
		throw new ConfigError(`${file} has "Port ${text}", which is no port`, {
			hint: 'Use a number from 1 to 65535',
		})
	return port
}

/** The word `none` stands for an empty list. */
const listOf = (value: string | string[]): string[] =>
	[value].flat().filter(one => one.toLowerCase() !== 'none')
