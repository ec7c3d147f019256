import {UsageError} from '../errors.ts'

/** Readers of option values: text in, value out, or a `UsageError` that says what is accepted. */

const UNIT_MS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000}

/** Milliseconds from `500ms`, `4s`, `1.5m`, `2h`, `7d`; a bare number is seconds. */
export function duration(text: string): number {
	const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim())
	const milliseconds = Number(match?.[1]) * (UNIT_MS[match?.[2] ?? 's'] ?? Number.NaN)
	if (!(milliseconds > 0)) throw new UsageError(`"${text}" is no duration: use 500ms, 4s, 1.5m, 2h or 7d`)
	return milliseconds
}

/** A TCP or UDP port, 1 to 65535. */
export function port(text: string): number {
	const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
	if (number < 1 || number > 65_535)
		throw new UsageError(`"${text}" is no port: use a number from 1 to 65535`)
	return number
}

/** A whole number of at least 1. */
export function count(text: string): number {
	const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
	if (number < 1) throw new UsageError(`"${text}" is no count: use a whole number from 1`)
	return number
}

/** Tags that belong to others: Telegraf owns `host`, InfluxDB `time`, linestat its own two. */
const RESERVED = ['host', 'time', 'device', 'source', 'le', 'quantile']

/** `key=value` as a pair; the key must be usable in every format. */
export function tag(text: string): readonly [key: string, value: string] {
	const [, key = '', value = ''] = /^([^=]*)=(.+)$/s.exec(text) ?? []
	if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key) || value.trim() === '') {
		throw new UsageError(`"${text}" is no tag: use key=value with letters, digits and _ in the key`)
	}
	if (RESERVED.includes(key)) throw new UsageError(`The tag "${key}" is reserved: use another name`)
	return [key, value]
}

/** Whether a switch in the environment or in the file is on. */
export function boolean(text: string): boolean {
	if (/^(1|true|yes|on)$/i.test(text)) return true
	if (/^(0|false|no|off|)$/i.test(text)) return false
	throw new UsageError(`"${text}" is neither yes nor no: use true or false`)
}

/**
 * The parts of `host[:port]`; an IPv6 address with a port needs brackets. Undefined where there is no host, or one that
 * could not be a host. Throws `UsageError` for a wrong port.
 */
export function splitHostPort(text: string): {host: string; port?: number} | undefined {
	const bracketed = /^\[([^\][]+)\](?::(.*))?$/s.exec(text)
	const isBareIpv6 = bracketed === null && text.split(':').length > 2
	const [, host = '', portText] =
		bracketed ?? (isBareIpv6 ? [text, text] : /^([^:]*)(?::(.*))?$/s.exec(text)) ?? []
	// A host that begins with "-" would be an option to every other tool that sees it.
	if (!/^[^\s\][/@-][^\s\][/@]*$/.test(host)) return undefined
	return portText === undefined ? {host} : {host, port: port(portText)}
}

/** Reads `host[:port]` or `[IPv6 address]:port`; without a port it is the default one. */
export const endpoint =
	(defaultPort: number) =>
	(text: string): {host: string; port: number} => {
		const place = splitHostPort(text)
		if (place === undefined) {
			throw new UsageError(`"${text}" is no address: use host[:port], or [IPv6 address]:port`)
		}
		return {port: defaultPort, ...place}
	}
