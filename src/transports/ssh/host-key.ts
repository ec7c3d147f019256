import path from 'node:path'
import {AuthError} from '../../errors.ts'
import {fingerprintOf} from './fingerprint.ts'
import {expandHome} from './home.ts'
import type {SshHost} from './host.ts'
import {judgeHostKey, type KnownHost, keyType, knownTypes, type Verdict} from './known-hosts.ts'
import {appendKnownHost, canLearnInto, knownHostsFiles, readKnownHosts} from './known-hosts-files.ts'
import type {SshOptions} from './options.ts'
import type {SshContext} from './types.ts'

/** What is known of a host's key before it is asked. */
export interface HostKeyCheck {
	/** Types of the keys known, to be asked for first. */
	readonly types: readonly string[]
	/** Returns if the key (in wire form) is to be trusted, else throws an `AuthError`. Learns it where that was asked for. */
	verify(key: Buffer): void
}

/** Reads what is known of a host: the pinned fingerprints if there are any, else the known_hosts files. */
export async function expectHostKey(
	host: SshHost,
	options: SshOptions,
	context: SshContext,
): Promise<HostKeyCheck> {
	if (options.hostKey.length > 0) return {types: [], verify: key => verifyPinned(key, host, options.hostKey)}

	const named = options.knownHosts.map(file => expandHome(file, host.home))
	const given = named.length > 0 ? named : host.knownHostsFiles
	const files = knownHostsFiles(host.home, given)
	const entries = readKnownHosts(files)
	let learnInto =
		given?.[0] ?? (host.home === undefined ? undefined : path.join(host.home, '.ssh/known_hosts'))
	if (given === undefined && (learnInto === undefined || !canLearnInto(learnInto))) {
		if (options.acceptNewHostKey || knownTypes(entries, host.keyNames).length === 0) {
			const folder = await context.stateDir()
			learnInto = folder === undefined ? learnInto : path.join(folder, 'known_hosts')
			if (folder !== undefined) entries.push(...readKnownHosts([path.join(folder, 'known_hosts')]))
		}
	}

	return {
		types: knownTypes(entries, host.keyNames),
		verify(key) {
			const verdict = judgeHostKey(entries, host.keyNames, key)
			if (verdict.is === 'known') return
			const isNew = verdict.is === 'unknown' && verdict.types.length === 0
			if (!isNew || !options.acceptNewHostKey) throw refusal(verdict, key, host, learnInto)
			if (learnInto === undefined)
				return context.log.warn(`No file to remember the host key of ${host.place} in`)
			appendKnownHost(learnInto, knownHostsLine(host, key))
			context.log.info(`The key of ${host.place} is known from now on: ${describeKey(key)}, in ${learnInto}`)
		},
	}
}

function verifyPinned(key: Buffer, host: SshHost, pinned: readonly string[]): void {
	if (pinned.includes(fingerprintOf(key))) return
	throw new AuthError(
		`The host key of ${host.place} is not the pinned one: it shows ${describeKey(key)}, not ${pinned.join(' or ')}`,
		{
			hint: 'Nothing was sent to it. If the device or its key was renewed, give the new fingerprint with --host-key',
		},
	)
}

function refusal(
	verdict: Exclude<Verdict, {is: 'known'}>,
	key: Buffer,
	host: SshHost,
	learnInto = '~/.ssh/known_hosts',
): AuthError {
	const shown = describeKey(key)
	if (verdict.is === 'revoked') {
		return new AuthError(`The host key of ${host.place} is revoked by ${placeOf(verdict.entry)}: ${shown}`, {
			hint: 'Nothing was sent to it. Give the device a new host key',
		})
	}
	if (verdict.is === 'changed') {
		const known = `${placeOf(verdict.entry)} has ${fingerprintOf(verdict.entry.key)}`
		return new AuthError(`The host key of ${host.place} has changed: ${known}, it shows ${shown}`, {
			hint: `Nothing was sent to it: this may be another machine. If the key was renewed, forget the old one with ssh-keygen -R '${host.keyNames[0]}' -f ${verdict.entry.file}`,
		})
	}
	const trust = `check it on the device with ssh-keygen -lf, then use --host-key ${fingerprintOf(key)}`
	if (verdict.types.length > 0) {
		const types = verdict.types.join(', ')
		return new AuthError(
			`The host key of ${host.place} is not known: only ${types} is, and it shows ${shown}`,
			{
				hint: `Nothing was sent to it. If that is right, ${trust}`,
			},
		)
	}
	const why = verdict.authority
		? 'is known by certificate authority only, and host certificates are not supported'
		: 'is not known'
	return new AuthError(`The host key of ${host.place} ${why}: it shows ${shown}`, {
		hint: `To trust it, ${trust}, or --accept-new-host-key once, or add ${addableLine(host, key)} to ${learnInto}`,
	})
}

/** RSA keys are longer than a line of Telegraf's log; the tool that fetches them is not. */
function addableLine(host: SshHost, key: Buffer): string {
	const line = knownHostsLine(host, key)
	return line.length < 220 ? `"${line}"` : `what ssh-keyscan -p ${host.port} ${host.address} prints`
}

const knownHostsLine = (host: SshHost, key: Buffer): string =>
	`${host.keyNames[0]} ${keyType(key)} ${key.toString('base64')}`

const describeKey = (key: Buffer): string => `${keyType(key) ?? 'an unknown type'} ${fingerprintOf(key)}`

const placeOf = ({file, line}: KnownHost): string => `${file}:${line}`
