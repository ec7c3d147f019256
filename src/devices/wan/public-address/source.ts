import {splitHostPort} from '../../../config/values.ts'
import {UsageError} from '../../../errors.ts'
import {type SshTarget, sshTarget} from '../../../transports/ssh/target.ts'

/** Who is asked for the address that a connection has from outside. None is built in: the user names one of his own. */
export type PublicAddressSource =
	/** The modem in front, by its own page of the connection. */
	| {readonly by: 'modem'; readonly model: ModemModel; readonly target: SshTarget}
	/** The router in front, which has the address itself. */
	| Placed<'upnp'>
	/** The same by the address of its description, so that it need not be searched. */
	| {readonly by: 'upnp'; readonly description: string}
	| Placed<'nat-pmp'>
	| Placed<'pcp'>
	/** A name that a DynDNS client keeps; `server` is a name server, else those of the system. */
	| {readonly by: 'dns'; readonly name: string; readonly server?: string}
	/** A machine outside, which sees from where one logs in to it. */
	| {readonly by: 'ssh'; readonly target: SshTarget}
	| Placed<'stun'>
	/** Text, or JSON with the address under `key`. */
	| {readonly by: 'url'; readonly url: string; readonly key?: string}

interface Placed<By> {
	readonly by: By
	readonly host: string
	readonly port: number
}

export type UpnpSource = Extract<PublicAddressSource, {readonly by: 'upnp'}>

const PORTS = {'nat-pmp': 5351, pcp: 5351, upnp: 1900, stun: 3478} as const

/** Modems that tell the address of their connection, as `linestat modem` names them. */
const MODELS = ['technicolor', 'openwrt', 'zte-h267a', 'zte-h1600'] as const
export type ModemModel = (typeof MODELS)[number]

/** What is accepted, in the order of preference. */
export const FORMS =
	'modem:MODEL:HOST, upnp:HOST, nat-pmp:HOST, pcp:HOST, dns:NAME[@SERVER], ssh:[USER@]HOST, stun:HOST or a URL'

/** Reads `nat-pmp:192.168.178.1`, `modem:openwrt:192.168.178.1`, `dns:home.example`, `https://vps.example/ip#key`. */
export function publicAddress(text: string): PublicAddressSource {
	if (/^https?:\/\//i.test(text)) {
		const url = URL.parse(text)
		if (url !== null) {
			const key = url.hash.slice(1)
			url.hash = ''
			return {by: 'url', url: url.href, ...(key === '' ? {} : {key})}
		}
	}
	const [, by = '', rest = ''] = /^([a-z-]+):(.+)$/s.exec(text) ?? []
	const source = read(by, rest)
	if (source === undefined) throw new UsageError(`"${text}" is no source of an address: use ${FORMS}`)
	return source
}

function read(by: string, rest: string): PublicAddressSource | undefined {
	switch (by) {
		case 'modem': {
			const [, name, target = ''] = /^([\w-]+):(.+)$/s.exec(rest) ?? []
			const model = MODELS.find(one => one === name)
			return model === undefined ? undefined : {by, model, target: sshTarget(target)}
		}
		case 'ssh':
			return {by, target: sshTarget(rest)}
		case 'dns': {
			const [, name, server] = /^([\w.-]+)(?:@([\d.]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?))?$/i.exec(rest) ?? []
			return name === undefined ? undefined : {by, name, ...(server === undefined ? {} : {server})}
		}
		case 'upnp':
			if (!rest.includes('://')) return placed(by, rest)
			return URL.parse(rest)?.protocol === 'http:' ? {by, description: rest} : undefined
		case 'nat-pmp':
			return placed(by, rest)
		case 'pcp':
			return placed(by, rest)
		case 'stun':
			return placed(by, rest)
		default:
			return undefined
	}
}

function placed<By extends keyof typeof PORTS>(by: By, rest: string): Placed<By> | undefined {
	const place = splitHostPort(rest)
	return place === undefined ? undefined : {by, port: PORTS[by], ...place}
}
