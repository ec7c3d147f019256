import {UsageError} from '../../errors.ts'

/** The box as the user named it. */
export interface Endpoint {
	readonly protocol: 'http:' | 'https:'
	/** Name or address, IPv6 without brackets. */
	readonly host: string
	readonly port: number
}

/** The name under which every box answers in its own network. */
export const DEFAULT_ENDPOINT: Endpoint = {protocol: 'https:', host: 'mafreebox.freebox.fr', port: 443}

/** Reads `mafreebox.freebox.fr`, `192.168.1.254:8443`, `https://box.example:8443` or `http://192.168.1.254`. */
export function endpoint(text: string): Endpoint {
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
		throw new UsageError(`"${text}" is no box: use a name, an address or a URL, as https://192.168.1.254`)
	}
	const standard = protocol === 'http:' ? 80 : 443
	return {protocol, host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || standard}
}

/** `https://mafreebox.freebox.fr:443`, as freebox-monitoring writes it too. */
export function originOf({protocol, host, port}: Endpoint): string {
	return `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Tag `source`, and the name under which a registration is kept: the host, and the port where it is not the usual one. */
export function sourceOf({protocol, host, port}: Endpoint): string {
	const standard = protocol === 'http:' ? 80 : 443
	return port === standard ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`
}
