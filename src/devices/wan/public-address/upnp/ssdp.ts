import type {Origin} from '../../../../transports/origin.ts'

const GATEWAY = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1'

/** A search that is sent to one host (UPnP Device Architecture 1.1, 1.3.2), which need not wait before it answers. */
export const searchFor = (host: string, port: number): Uint8Array =>
	Buffer.from(
		`M-SEARCH * HTTP/1.1\r\nHOST: ${host}:${port}\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ${GATEWAY}\r\n\r\n`,
	)

/** Where a description is: its port and path. */
export type Location = Pick<Origin, 'port'> & {readonly path: string}

/**
 * Where the gateway has its description; undefined for anything that is no answer of one. Whatever host it names, the one
 * that was asked is meant: nobody on the way shall send linestat somewhere else.
 */
export function readSearchAnswer(bytes: Uint8Array): Location | undefined {
	const text = Buffer.from(bytes).toString('latin1')
	if (!/^HTTP\/1\.[01] 200\b/.test(text) || !/^(ST|USN):.*InternetGatewayDevice/im.test(text))
		return undefined
	const location = /^LOCATION:\s*(\S+)/im.exec(text)?.[1]
	return location === undefined ? undefined : locationOf(location)
}

/** Port and path of a URL; undefined for one that is not `http:`. */
export function locationOf(url: string): Location | undefined {
	const {protocol, port, pathname, search} = URL.parse(url) ?? {}
	if (protocol !== 'http:') return undefined
	return {port: Number(port) || 80, path: `${pathname}${search}`}
}
