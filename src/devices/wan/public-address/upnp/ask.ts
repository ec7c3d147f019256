import {ParseError} from '../../../../errors.ts'
import {type HttpClient, openHttp} from '../../../../transports/http.ts'
import {askUdp} from '../../../../transports/udp.ts'
import {classOf} from '../../cgnat.ts'
import type {UpnpSource} from '../source.ts'
import {connectionsIn, type Service, textOf} from './description.ts'
import {type Location, locationOf, readSearchAnswer, searchFor} from './ssdp.ts'

const MAX_BYTES = 256 * 1024
const HINT = 'Switch UPnP on at the router, or name another source with --public-address'

/**
 * The external address by UPnP: the gateway is searched on its host, its description read, and each of its connections
 * asked until one has an address.
 */
export async function askUpnp(source: UpnpSource, signal: AbortSignal): Promise<string> {
	const {host, location} = await find(source, signal)
	const clients = new Map<number, Promise<HttpClient>>()
	const clientOf = (port: number) => {
		const limits = {concurrency: 1, maxBytes: MAX_BYTES}
		const client = clients.get(port) ?? openHttp({protocol: 'http:', host, port, signal, ...limits})
		clients.set(port, client)
		return client
	}
	try {
		const {status, body} = await (await clientOf(location.port)).request({method: 'GET', path: location.path})
		const services = status === 200 ? connectionsIn(body, location) : []
		if (services.length === 0) {
			throw new ParseError(`${host} describes no WAN connection (UPnP, HTTP ${status})`, {hint: HINT})
		}
		let reason = ''
		for (const service of services) {
			const said = await askService(await clientOf(service.port), service)
			if (classOf(said) !== undefined && classOf(said) !== 'none') return said
			reason = said
		}
		throw new ParseError(`${host} has no external address (UPnP)${reason === '' ? '' : `: ${reason}`}`, {
			hint: HINT,
		})
	} finally {
		for (const client of clients.values()) (await client).close()
	}
}

async function find(
	source: UpnpSource,
	signal: AbortSignal,
): Promise<{readonly host: string; readonly location: Location}> {
	if ('description' in source) {
		const host = new URL(source.description).hostname.replace(/^\[|\]$/g, '')
		return {host, location: locationOf(source.description) ?? {port: 80, path: '/'}}
	}
	const {host, port} = source
	const message = searchFor(host, port)
	return {host, location: await askUdp({host, port, message, read: readSearchAnswer, anyPort: true, signal})}
}

/** The address, or why there is none: action GetExternalIPAddress of WANIPConnection and WANPPPConnection. */
async function askService(client: HttpClient, {type, path}: Service): Promise<string> {
	const {status, body} = await client.request({
		method: 'POST',
		path,
		headers: {'content-type': 'text/xml; charset="utf-8"', soapaction: `"${type}#GetExternalIPAddress"`},
		body: `<?xml version="1.0"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body><u:GetExternalIPAddress xmlns:u="${type}"/></s:Body></s:Envelope>`,
	})
	const address = textOf(body, 'NewExternalIPAddress')
	if (status === 200) return address ?? ''
	return textOf(body, 'errorDescription')?.slice(0, 80) ?? `HTTP ${status}`
}
