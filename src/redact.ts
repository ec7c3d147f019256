import net from 'node:net'

/** Replaces what is private in the texts of one capture; the same in gives the same out. */
export type Redact = (text: string) => string

/** Kept as they are: they tell no one where the device is. */
const HARMLESS = blockList([
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	// Multicast, masks and broadcast.
	['224.0.0.0', 3],
])
const GLOBAL_IPV6 = blockList([['2000::', 3]])
const LINK_LOCAL_IPV6 = blockList([['fe80::', 10]])
const DOCUMENTATION_IPV6 = blockList([
	['2001:db8::', 32],
	['3fff::', 20],
])

const MAC = /(?<![\w:.-])(?:[\da-f]{2}([:-]))(?:[\da-f]{2}\1){4}[\da-f]{2}(?![\w:-])/gi
const CISCO_MAC = /(?<![\w.:])(?:[\da-f]{4}\.){2}[\da-f]{4}(?![\w.:])/gi
const LABELLED_MAC =
	/(\b(?:mac|hwaddr|bssid)[ _-]*(?:addr(?:ess)?)?["']?[ \t]*[:=]?[ \t]*["']?)([\da-f]{12})(?![\da-f])/gi
const SERIAL =
	/\b(?:serial(?:[ _-]?(?:number|num|nr|no)\b\.?)?|s\/n)["']?[ \t]*[:=]?[ \t]*["']?(?=[A-Z-]*\d)([A-Z\d-]{5,})/gi
/** `"session_token": "…"`, `password = …`; an empty prompt has nothing behind it. */
const LABELLED_SECRET =
	/(["']?\b[\w-]*(?:password|passphrase|passwd|token|secret|salt|challenge|psk)[\w-]*["']?[ \t]*[:=][ \t]*)("[^"\n]+"|'[^'\n]+'|[^\s"',}{[\]]+)/gi
const IPV4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g
const IPV6 = /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:.])/gi
/** Names of accounts at a provider. */
const ACCOUNT = /(?<![\w.#+-])[\w.#+-]*[\w#+-]@[\w-]+(?:\.[\w-]+)+/g
/** Versions look like addresses: `3.8.12.2`, and of the DSL firmware of DrayTek `05-07-06-0D-01-07`. */
const isVersion = (before: string): boolean => /version|firmware|revision|driver|release|build/i.test(before)

const lineBefore = (text: string, offset: number): string =>
	text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)

/**
 * Makes the replacement of everything private in a capture: secrets, MAC addresses, serial numbers (everywhere, once a
 * label has shown what one is), public IP addresses, accounts. What replaces them is of the same form, from the ranges
 * for documentation, so that parsers read it the same way.
 */
export function createRedact(secrets: readonly string[], texts: readonly string[]): Redact {
	const words = new Map<string, string>()
	for (const secret of secrets) if (secret !== '') words.set(secret, '***')
	const serials = new Set(texts.flatMap(text => [...text.matchAll(SERIAL)].map(match => match[1] ?? '')))
	for (const serial of serials) if (!words.has(serial)) words.set(serial, inShape(serial, words.size + 1))
	// The longest first: one may be a part of another.
	const ordered = [...words].toSorted(([a], [b]) => b.length - a.length)

	const macs = numbered(documentationMac)
	const ipv4s = numbered(index => documentationIpv4(index))
	const ipv6s = numbered(index => `2001:db8::${index.toString(16)}`)
	const linkLocals = numbered(index => `fe80::${index.toString(16)}`)
	const accounts = numbered(index => `user${index}@example.net`)

	return text => {
		let result = text
		for (const [word, replacement] of ordered) result = result.replaceAll(word, replacement)
		result = result
			.replace(LABELLED_SECRET, (_, label: string, value: string) => label + starsFor(value))
			.replace(MAC, (mac, _separator, offset: number, whole: string) =>
				isVersion(lineBefore(whole, offset)) ? mac : likeMac(mac, macs),
			)
			.replace(CISCO_MAC, mac => likeMac(mac, macs))
			.replace(LABELLED_MAC, (_, label: string, mac: string) => label + likeMac(mac, macs))
			.replace(ACCOUNT, account => accounts(account))
		result = inColumns(result, IPV6, address => {
			const isAddress = net.isIPv6(address)
			if (isAddress && LINK_LOCAL_IPV6.check(address, 'ipv6')) return linkLocals(address.toLowerCase())
			if (!isAddress || !GLOBAL_IPV6.check(address, 'ipv6')) return address
			return DOCUMENTATION_IPV6.check(address, 'ipv6') ? address : ipv6s(address.toLowerCase())
		})
		return inColumns(result, IPV4, (address, before) => {
			if (!net.isIPv4(address) || HARMLESS.check(address)) return address
			return isVersion(before) ? address : ipv4s(address)
		})
	}
}

/** Numbers, truth values and null say how something is set up, and are no secrets. */
function starsFor(value: string): string {
	if (/^(?:\d{1,3}|true|false|null|yes|no|on|off|\*+)$/i.test(value)) return value
	const quote = /^["']/.exec(value)?.[0] ?? ''
	return `${quote}***${quote}`
}

/** Replaces; where blanks follow, takes or adds some, so that the columns behind stay where they are. */
function inColumns(
	text: string,
	pattern: RegExp,
	replace: (found: string, before: string) => string,
): string {
	const withBlanks = new RegExp(`(${pattern.source})( {2,})?`, pattern.flags)
	return text.replace(withBlanks, (...match) => {
		const found = String(match[1])
		const blanks = match[2] === undefined ? '' : String(match[2])
		const offset = Number(match.find(part => typeof part === 'number'))
		const replacement = replace(found, lineBefore(text, offset))
		if (blanks === '') return replacement
		return replacement + ' '.repeat(Math.max(1, found.length + blanks.length - replacement.length))
	})
}

/** A function that gives each different text the next number. */
export function numbered(toText: (index: number) => string): (found: string) => string {
	const known = new Map<string, string>()
	return found => {
		const replacement = known.get(found) ?? toText(known.size + 1)
		known.set(found, replacement)
		return replacement
	}
}

/** The replacement of a MAC address with the same separators and case. All zeros and all ones stay. */
export function likeMac(mac: string, macs: (found: string) => string): string {
	const digits = mac.replace(/[^\da-f]/gi, '')
	if (/^(?:0{12}|f{12})$/i.test(digits) || /^02005e/i.test(digits)) return mac
	const replacement = macs(digits.toLowerCase())
	let index = 0
	const text = mac.replace(/[\da-f]/gi, () => replacement.charAt(index++))
	return mac === mac.toUpperCase() ? text.toUpperCase() : text
}

/** `1A2B-345` as `0A0A-001`: same length and kinds of characters. */
export function inShape(serial: string, index: number): string {
	const shape = serial.replace(/\d/g, '0').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a')
	const number = String(index)
	return shape.slice(0, -number.length) + number
}

/** Of the range for documentation, as its digits (RFC 7042). */
export const documentationMac = (index: number): string => `02005e${index.toString(16).padStart(6, '0')}`

function documentationIpv4(index: number): string {
	const network = ['192.0.2', '198.51.100', '203.0.113'][Math.floor((index - 1) / 254) % 3]
	return `${network}.${((index - 1) % 254) + 1}`
}

function blockList(networks: readonly (readonly [network: string, prefix: number])[]): net.BlockList {
	const list = new net.BlockList()
	for (const [network, prefix] of networks) {
		list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4')
	}
	return list
}
