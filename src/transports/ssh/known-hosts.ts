import {createHmac} from 'node:crypto'

/** One line of a known_hosts file, as sshd(8) describes them under "SSH_KNOWN_HOSTS FILE FORMAT". */
export interface KnownHost {
	/** `revoked`: never to be accepted. `cert-authority`: the key signs certificates of hosts, and is no host's own. */
	readonly marker?: 'revoked' | 'cert-authority'
	/** Patterns separated by commas, or one hashed name. */
	readonly hosts: string
	/** The type inside the key; what the line says beside it does not count. */
	readonly type: string
	/** The public key in wire form. */
	readonly key: Buffer
	readonly file: string
	/** From 1. */
	readonly line: number
}

export type Verdict =
	| {readonly is: 'known'}
	/** `types`: the types of the keys that are known. `authority`: a certificate authority is known for the host. */
	| {readonly is: 'unknown'; readonly types: readonly string[]; readonly authority: boolean}
	| {readonly is: 'changed'; readonly entry: KnownHost}
	| {readonly is: 'revoked'; readonly entry: KnownHost}

/** Reads the text of a known_hosts file. Comments, broken lines and markers that nobody knows are skipped. */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
	return text.split('\n').flatMap((raw, index) => {
		const fields = raw.trim().split(/[ \t]+/)
		const marker = fields[0]?.startsWith('@') ? fields.shift()?.slice(1) : undefined
		const [hosts, , base64] = fields
		if (hosts === undefined || hosts.startsWith('#') || base64 === undefined) return []
		const key = Buffer.from(base64, 'base64')
		const type = keyType(key)
		if (type === undefined) return []
		const entry = {hosts, type, key, file, line: index + 1}
		if (marker === undefined) return [entry]
		return marker === 'revoked' || marker === 'cert-authority' ? [{...entry, marker}] : []
	})
}

/** The type that a public key in wire form begins with, as `ssh-ed25519`. */
export function keyType(key: Buffer): string | undefined {
	if (key.length < 4) return undefined
	const length = key.readUInt32BE(0)
	const type = key.toString('latin1', 4, 4 + length)
	return type.length === length && /^[\x21-\x7e]+$/.test(type) ? type : undefined
}

/**
 * The names under which a host may stand in a known_hosts file, the right one first. OpenSSH accepts a key that stands
 * there without the port, too.
 */
export function lookupNames(host: string, port: number): readonly string[] {
	const name = host.toLowerCase()
	return port === 22 ? [name] : [`[${name}]:${port}`, name]
}

/** What the entries say about a key that a host shows. `names` are those of `lookupNames`. */
export function judgeHostKey(entries: readonly KnownHost[], names: readonly string[], key: Buffer): Verdict {
	const matching = names.map(name => entries.filter(entry => matchesHost(entry.hosts, name)))
	const revoked = matching.flat().find(entry => entry.marker === 'revoked' && entry.key.equals(key))
	if (revoked !== undefined) return {is: 'revoked', entry: revoked}

	const [own = [], ...others] = matching.map(found => found.filter(entry => entry.marker === undefined))
	if (own.some(entry => entry.key.equals(key))) return {is: 'known'}
	const other = own.find(entry => entry.type === keyType(key))
	if (other !== undefined) return {is: 'changed', entry: other}
	if (others.flat().some(entry => entry.key.equals(key))) return {is: 'known'}
	return {
		is: 'unknown',
		types: [...new Set(own.map(entry => entry.type))],
		authority: matching.flat().some(entry => entry.marker === 'cert-authority'),
	}
}

/** The types of the keys known for a host, so that it can be asked for one of them. */
export function knownTypes(entries: readonly KnownHost[], names: readonly string[]): string[] {
	const found = names
		.map(name => entries.filter(({marker, hosts}) => marker === undefined && matchesHost(hosts, name)))
		.find(matching => matching.length > 0)
	return [...new Set((found ?? []).map(({type}) => type))]
}

function matchesHost(hosts: string, name: string): boolean {
	if (hosts.startsWith('|')) return matchesHash(hosts, name)
	const patterns = hosts.toLowerCase().split(',')
	if (patterns.some(pattern => pattern.startsWith('!') && matchesPattern(pattern.slice(1), name)))
		return false
	return patterns.some(pattern => matchesPattern(pattern, name))
}

/** `|1|salt|hash`: HMAC-SHA1 of the name, keyed with the salt. */
function matchesHash(hosts: string, name: string): boolean {
	const [, version, salt = '', hash = ''] = hosts.split('|')
	if (version !== '1') return false
	return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
}

/** `*` stands for any run of characters, `?` for one; brackets mean themselves. Takes linear steps back only. */
function matchesPattern(pattern: string, name: string): boolean {
	let [at, star, mark] = [0, -1, 0]
	let position = 0
	while (position < name.length) {
		const wanted = pattern[at]
		if (wanted === '*') {
			star = at++
			mark = position
		} else if (wanted === '?' || wanted === name[position]) {
			at++
			position++
		} else if (star >= 0) {
			at = star + 1
			position = ++mark
		} else return false
	}
	return /^\**$/.test(pattern.slice(at))
}
