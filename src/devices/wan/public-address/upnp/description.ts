import {type Location, locationOf} from './ssdp.ts'

/** A service that knows the external address, and where it takes questions. */
export interface Service extends Location {
	/** As `urn:schemas-upnp-org:service:WANIPConnection:1`. */
	readonly type: string
}

/** The connections of a gateway's description, in its order: one for PPP and one for IP, of which one may be unused. */
export function connectionsIn(description: string, from: Location): Service[] {
	const base = textOf(description, 'URLBase') ?? `http://gateway:${from.port}${from.path}`
	return description
		.split('<service>')
		.slice(1)
		.flatMap(part => {
			const service = part.split('</service>', 1)[0] ?? ''
			const type = textOf(service, 'serviceType') ?? ''
			const url = URL.parse(textOf(service, 'controlURL') ?? '', base)
			const location = url === null ? undefined : locationOf(url.href)
			return location !== undefined && /^urn:[\w-]+:service:WAN(IP|PPP)Connection:\d$/.test(type)
				? [{type, ...location}]
				: []
		})
}

/** The text of the first element of this name. */
export function textOf(xml: string, name: string): string | undefined {
	const start = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]{0,200})?>\\s*`).exec(xml)
	if (start === null) return undefined
	const text = xml.slice(start.index + start[0].length).split('<', 1)[0] ?? ''
	return text.trim().replaceAll('&amp;', '&') || undefined
}
