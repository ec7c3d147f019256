/** Where a web server is, as the user named it. */
export interface Origin {
	readonly protocol: 'http:' | 'https:'
	/** Name or address, IPv6 without brackets. */
	readonly host: string
	readonly port: number
}

/**
 * Reads `box.example`, `192.168.1.254:8443`, `https://box.example:8443` or `http://192.168.1.254`; TLS unless it begins
 * with `http://`. Undefined for anything that says more, as a path or a user, or that is no address.
 */
export function parseOrigin(text: string): Origin | undefined {
	const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
	const {protocol} = url ?? {}
	if (
		url === null ||
		(protocol !== 'http:' && protocol !== 'https:') ||
		url.hostname === '' ||
		url.username !== '' ||
		url.pathname !== '/' ||
		url.search !== ''
	) {
		return undefined
	}
	return {
		protocol,
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port) || standardPort(protocol),
	}
}

/** `https://box.example:443`, always with the port. */
export function originOf({protocol, host, port}: Origin): string {
	return `${protocol}//${bracketed(host)}:${port}`
}

/** Tag `source`: the host, and the port where it is not the usual one. */
export function sourceOf({protocol, host, port}: Origin): string {
	return port === standardPort(protocol) ? host : `${bracketed(host)}:${port}`
}

/** Whether a host is an IP address and no name. */
export const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host)

const standardPort = (protocol: Origin['protocol']): number => (protocol === 'http:' ? 80 : 443)
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)
