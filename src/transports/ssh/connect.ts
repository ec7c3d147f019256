import net from 'node:net'
import type {Client as Ssh2Client} from 'ssh2'
import Client from 'ssh2/lib/client.js'
import {AuthError, ConnectError} from '../../errors.ts'
import {algorithms} from './algorithms.ts'
import {connection} from './connection.ts'
import {CLOSED, explain, type Stage} from './failure.ts'
import {fingerprintOf} from './fingerprint.ts'
import {resolveHost} from './host.ts'
import {expectHostKey} from './host-key.ts'
import {keyType} from './known-hosts.ts'
import {prepareLogin} from './login.ts'
import type {SshOptions} from './options.ts'
import type {SshTarget} from './target.ts'
import type {SshConnection, SshContext} from './types.ts'

/**
 * Logs in to a device. The host key is checked before anything secret is sent. Rejects with a `ConnectError`, `AuthError`,
 * `ParseError` or `ConfigError` that says what to do, or with the reason of the signal.
 */
export async function openSsh(
	target: SshTarget,
	options: SshOptions,
	context: SshContext,
): Promise<SshConnection> {
	const {signal, log} = context
	signal.throwIfAborted()
	const host = await resolveHost(target, context.env)
	const hostKey = await expectHostKey(host, options, context)
	const login = await prepareLogin(host, options, context)
	signal.throwIfAborted()

	const {promise, resolve, reject} = Promise.withResolvers<SshConnection>()
	let stage: Stage = 'connect'
	let failure: unknown
	const watchers = new Set<(error: unknown) => void>([reject])
	// ssh2 leaves Nagle's algorithm on, which waits for the server's delayed acknowledgement six times in a login.
	const socket = net.connect({host: host.address, port: host.port, noDelay: true})
	const client: Ssh2Client = new Client()

	const end = (error: unknown) => {
		failure = error
		signal.removeEventListener('abort', abort)
		for (const watcher of watchers) watcher(failure)
	}
	const fail = (error: unknown) => {
		const isDeadline = signal.aborted && error === signal.reason
		if (failure === undefined) end(isDeadline ? error : explain(error, stage, host.place, host.user))
		socket.destroy()
	}
	const abort = () => fail(signal.reason)
	signal.addEventListener('abort', abort, {once: true})

	client
		.on('connect', () => {
			stage = 'handshake'
		})
		.on('handshake', ({kex, serverHostKey, cs}) => {
			stage = 'login'
			log.debug(`ssh: ${host.place} agreed on ${kex}, ${serverHostKey}, ${cs.cipher}`)
		})
		.on('change password', () => fail(expired(host.place, host.user)))
		.on('error', (error: Error & {level?: string}) => {
			// An agent that cannot be asked, or a key that cannot sign: ssh2 goes on to the next attempt by itself.
			if (stage === 'login' && (error.level === 'agent' || error.level === 'client-authentication')) {
				log.debug(`ssh: ${error.message}`)
			} else fail(error)
		})
		.on('close', () => fail(new Error(CLOSED)))
		.on('ready', () => {
			stage = 'session'
			watchers.delete(reject)
			log.debug(`ssh: ${host.user} is logged in to ${host.place}`)
			resolve(
				connection({
					client,
					place: host.place,
					onFailure(watcher) {
						if (failure === undefined) watchers.add(watcher)
						else watcher(failure)
						return () => watchers.delete(watcher)
					},
					together(work) {
						socket.cork()
						work()
						socket.uncork()
					},
					leave() {
						if (failure === undefined) end(new ConnectError(`The connection to ${host.place} was closed`))
						client.end()
						// What was written still goes out, but nobody waits for a device that does not take it.
						socket.destroySoon()
						socket.unref()
					},
				}),
			)
		})
	try {
		client.connect({
			sock: socket,
			username: host.user,
			algorithms: algorithms(hostKey.types, options.legacySsh),
			authHandler: login(fail),
			hostVerifier(key: Buffer) {
				log.debug(`ssh: ${host.place} shows ${keyType(key)} ${fingerprintOf(key)}`)
				try {
					hostKey.verify(key)
					return true
				} catch (error) {
					fail(error)
					return false
				}
			},
			// The deadline of the poll is the one that counts.
			readyTimeout: 0,
			// For sessions that stay open: a peer that is gone is noticed within half a minute.
			keepaliveInterval: 10_000,
			keepaliveCountMax: 3,
		})
	} catch (error) {
		fail(error)
	}
	return promise
}

function expired(place: string, user: string): AuthError {
	return new AuthError(`${place} wants "${user}" to change the password first`, {
		hint: 'Log in by hand and change it',
	})
}
