import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import http from 'node:http'
import {text} from 'node:stream/consumers'
import {listen} from './listening.ts'

export interface UpnpBehaviour {
	/** What each connection says of its address, by its kind; `undefined` is an error of UPnP. */
	readonly connections: Readonly<Record<'WANIPConnection' | 'WANPPPConnection' | string, string | undefined>>
	/** Answers searches from a port that it opens for each, as libupnp does. */
	readonly fromAnotherPort?: boolean
	/** Other devices of the house answer first. */
	readonly withNeighbours?: boolean
	/** Host that it names as its own in the place of its address. */
	readonly ownName?: string
	/** Version of device and services. */
	readonly version?: 1 | 2
	readonly description?: string
}

export interface UpnpGateway extends AsyncDisposable {
	/** Port for searches. */
	readonly port: number
	/** Address of the description. */
	readonly url: string
	/** Searches and requests, in their order. */
	readonly asked: readonly string[]
}

/** A router of a house on loopback: SSDP on a port of its own, and its description and services by HTTP. */
export async function startUpnp(behaviour: UpnpBehaviour): Promise<UpnpGateway> {
	const {connections, version = 1, ownName = '127.0.0.1'} = behaviour
	const asked: string[] = []
	const server = http.createServer(async (request, response) => {
		const {method, url = '', headers} = request
		asked.push(`${method} ${url}`)
		if (method === 'GET' && url === '/rootDesc.xml') {
			response.writeHead(200, {'content-type': 'text/xml'})
			return void response.end(behaviour.description ?? describeGateway(Object.keys(connections), version))
		}
		const kind = /^\/ctl\/(\w+)\?a=1&b=2$/.exec(url)?.[1] ?? ''
		const type = `urn:schemas-upnp-org:service:${kind}:${version}`
		const isRight =
			kind in connections &&
			headers.soapaction === `"${type}#GetExternalIPAddress"` &&
			(await text(request)).includes(`<u:GetExternalIPAddress xmlns:u="${type}"/>`)
		if (method !== 'POST' || !isRight) return void response.writeHead(404).end()
		const address = connections[kind]
		response.writeHead(address === undefined ? 500 : 200, {'content-type': 'text/xml'})
		response.end(envelope(address === undefined ? FAULT : answerOf(type, address)))
	})
	const {port: httpPort, close} = await listen(server, false, () => {})
	const location = `http://${ownName}:${httpPort}/rootDesc.xml`
	const socket = createSocket('udp4')
	socket.on('message', (search, {port, address}) => {
		const [first = '', ...head] = search.toString().split('\r\n')
		asked.push(first)
		if (!head.includes('MAN: "ssdp:discover"')) return
		const from = behaviour.fromAnotherPort ? createSocket('udp4') : socket
		const answers = behaviour.withNeighbours
			? [searchAnswer('urn:x:device:MediaServer:1', 'http://127.0.0.1:1/')]
			: []
		answers.push(searchAnswer(`urn:schemas-upnp-org:device:InternetGatewayDevice:${version}`, location))
		for (const [index, answer] of answers.entries()) {
			from.send(answer, port, address, () => from !== socket && index === answers.length - 1 && from.close())
		}
	})
	socket.bind(0, '127.0.0.1')
	await once(socket, 'listening')
	return {
		port: socket.address().port,
		url: `http://127.0.0.1:${httpPort}/rootDesc.xml`,
		asked,
		async [Symbol.asyncDispose]() {
			socket.close()
			await close()
		},
	}
}

const searchAnswer = (type: string, location: string): string =>
	[
		'HTTP/1.1 200 OK',
		'CACHE-CONTROL: max-age=120',
		`ST: ${type}`,
		`USN: uuid:1::${type}`,
		'EXT:',
		`Location: ${location}`,
		'',
		'',
	].join('\r\n')

function describeGateway(kinds: readonly string[], version: number): string {
	const services = ['Layer3Forwarding', ...kinds].map(
		kind => `<service>
<serviceType>urn:schemas-upnp-org:service:${kind}:${version}</serviceType>
<serviceId>urn:upnp-org:serviceId:${kind}1</serviceId>
<controlURL>/ctl/${kind}?a=1&amp;b=2</controlURL><eventSubURL>/evt</eventSubURL><SCPDURL>/${kind}.xml</SCPDURL>
</service>`,
	)
	return `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>
<device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:${version}</deviceType><friendlyName>router & co</friendlyName>
<deviceList><device><serviceList>${services.join('')}</serviceList></device></deviceList></device></root>`
}

const envelope = (body: string): string =>
	`<?xml version="1.0"?>\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`

const answerOf = (type: string, address: string): string =>
	`<u:GetExternalIPAddressResponse xmlns:u="${type}"><NewExternalIPAddress>${address}</NewExternalIPAddress></u:GetExternalIPAddressResponse>`

const FAULT =
	'<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail><UPnPError><errorCode>501</errorCode><errorDescription>Action Failed</errorDescription></UPnPError></detail></s:Fault>'
