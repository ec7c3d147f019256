import {splitHostPort} from '../../../config/values.ts'
import {UsageError} from '../../../errors.ts'

/** Who is asked for the address that a connection has from outside. None is built in: the user names one of his own. */
export type PublicAddressSource =
	| {readonly by: 'nat-pmp' | 'stun'; readonly host: string; readonly port: number}
	/** A name that a DynDNS client keeps; `server` is a name server, else those of the system. */
	| {readonly by: 'dns'; readonly name: string; readonly server?: string}
	/** Text, or JSON with the address under `key`. */
	| {readonly by: 'url'; readonly url: string; readonly key?: string}

const PORTS = {'nat-pmp': 5351, stun: 3478} as const

/** Reads `nat-pmp:192.168.178.1`, `stun:stun.example:3478`, `dns:home.example@ns.example`, `https://vps.example/ip#key`. */
export function publicAddress(text: string): PublicAddressSource {
	if (/^https?:\/\//i.test(text)) {
		const url = URL.parse(text)
		if (url !== null) {
			const key = url.hash.slice(1)
			url.hash = ''
			return {by: 'url', url: url.href, ...(key === '' ? {} : {key})}
		}
	}
	const [, by, rest = ''] = /^(nat-pmp|stun|dns):(.+)$/s.exec(text) ?? []
	if (by === 'nat-pmp' || by === 'stun') {
		const place = splitHostPort(rest)
		if (place !== undefined) return {by, port: PORTS[by], ...place}
	}
	if (by === 'dns') {
		const [, name, server] = /^([\w.-]+)(?:@([\d.]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?))?$/i.exec(rest) ?? []
		if (name !== undefined) return {by, name, ...(server === undefined ? {} : {server})}
	}
	throw new UsageError(
		`"${text}" is no source of an address: use nat-pmp:HOST, stun:HOST[:PORT], dns:NAME[@ADDRESS] or a URL`,
	)
}
