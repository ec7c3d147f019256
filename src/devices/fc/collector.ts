import type {OptionSpecs} from '../../config/options.ts'
import {duration, port} from '../../config/values.ts'
import {UsageError} from '../../errors.ts'
import {fingerprint} from '../../transports/ssh/options.ts'
import {type SshTarget, sshTarget} from '../../transports/ssh/target.ts'

/** A Flow Collector, as configured; what is undefined is as for all of them. */
export interface Collector {
	/** Tag `source` of its points. */
	readonly name: string
	readonly target: SshTarget
	readonly path: string | undefined
	readonly timeoutMs: number | undefined
	readonly passwordFile: string | undefined
	/** In clear text, as fc_device_stats had it. */
	readonly password: string | undefined
	readonly identityFile: readonly string[] | undefined
	readonly hostKey: readonly string[] | undefined
	readonly knownHosts: readonly string[] | undefined
	/** Keys of fc_device_stats that were read in the place of linestat's own. */
	readonly oldKeys: readonly string[]
}

/** What a collector is given by in the configuration file. The last three are the keys of fc_device_stats. */
export const collectorKeys = {
	host: {value: 'target', help: '[user@]host[:port]', parse: sshTarget},
	user: {value: 'name', help: 'login name'},
	port: {value: 'number', help: 'SSH port', parse: port},
	name: {value: 'name', help: 'name in the output (default: the host)'},
	path: {value: 'text', help: 'the file on the collector'},
	timeout: {value: 'duration', parse: duration, help: 'longest time for this collector'},
	passwordFile: {value: 'file', help: 'file with the login password'},
	identityFile: {value: 'path', many: true, help: 'private key'},
	hostKey: {value: 'SHA256:...', many: true, parse: fingerprint, help: 'fingerprint of the host key'},
	knownHosts: {value: 'path', many: true, help: 'file of known host keys'},
	fcIp: {value: 'target', help: 'host', parse: sshTarget},
	fcUsername: {value: 'name', help: 'user'},
	fcPassword: {value: 'text', help: 'password, in clear text'},
} as const satisfies OptionSpecs

type Given = {readonly [K in keyof typeof collectorKeys]?: string | readonly string[]}

/** The keys of fc_device_stats, as its file writes them, and what they are called here. */
export const OLD_KEYS = {fcIp: 'fc_ip', fcUsername: 'fc_username', fcPassword: 'fc_password'} as const

/** Reads `[user@]host[:port]`, or a mapping of the configuration file as JSON. */
export function parseCollector(text: string): Collector {
	return text.startsWith('{') ? toCollector(JSON.parse(text) as Given) : toCollector({host: text})
}

/** The collector that these keys describe. Throws `UsageError` that says what is wrong. */
export function toCollector(given: Given): Collector {
	const one = (key: keyof Given) => [given[key]].flat()[0]
	const many = (key: keyof Given) =>
		given[key] === undefined ? undefined : [given[key]].flat().filter(isText)
	const host = one('host') ?? one('fcIp')
	if (host === undefined) throw new UsageError('a collector needs a "host"')
	const target = sshTarget(host)
	const user = one('user') ?? one('fcUsername')
	const portText = one('port')
	const timeout = one('timeout')
	return {
		name: one('name') ?? nameOf(target),
		target: {
			...target,
			...(user !== undefined && {user}),
			...(portText !== undefined && {port: port(portText)}),
		},
		path: one('path'),
		timeoutMs: timeout === undefined ? undefined : duration(timeout),
		passwordFile: one('passwordFile'),
		password: one('fcPassword'),
		identityFile: many('identityFile'),
		hostKey: many('hostKey')?.map(fingerprint),
		knownHosts: many('knownHosts'),
		oldKeys: Object.entries(OLD_KEYS).flatMap(([key, name]) =>
			one(key as keyof Given) === undefined ? [] : [name],
		),
	}
}

const isText = (value: string | undefined): value is string => value !== undefined

/** The host, with the port where one is given: several collectors may be reached through one address. */
function nameOf({host, port: number}: SshTarget): string {
	if (number === undefined) return host
	return host.includes(':') ? `[${host}]:${number}` : `${host}:${number}`
}
