import dgram from 'node:dgram'
import {once} from 'node:events'
import net from 'node:net'
import {readAuthorities} from '../../transports/authorities.ts'
import {connectError} from '../../transports/connect-error.ts'

import type {SendContext} from '../target.ts'

export interface SyslogServer {
	readonly host: string
	readonly port: number
	readonly protocol: 'udp' | 'tcp' | 'tls'
	/** Over TCP; TLS knows octet counting alone. */
	readonly framing: 'octet-counting' | 'lf'
	/** Certificates of authorities, in PEM, beside the system's. */
	readonly caFile: string | undefined
}

/** A datagram may be this long where nothing is known about the way (RFC 5426, section 3.2). */
const DATAGRAM = 2048
/** How long a server is given to say no to what it was sent, in milliseconds. */
const PARTING_MS = 100

/** Sends texts, and calls `sent` with the index of each that has left. */
export async function sendSyslog(
	server: SyslogServer,
	texts: readonly string[],
	{signal}: SendContext,
	sent: (index: number) => void,
): Promise<void> {
	signal.throwIfAborted()
	return server.protocol === 'udp'
		? await sendDatagrams(server, texts, signal, sent)
		: await sendFrames(server, texts, signal, sent)
}

async function sendDatagrams(
	{host, port}: SyslogServer,
	texts: readonly string[],
	signal: AbortSignal,
	sent: (index: number) => void,
): Promise<void> {
	const {lookup} = await import('node:dns/promises')
	const place = `${host}:${port}`
	const {promise: aborted, reject} = Promise.withResolvers<never>()
	aborted.catch(() => {})
	const abort = () => reject(signal.reason)
	signal.addEventListener('abort', abort, {once: true})
	try {
		const {address, family} = await Promise.race([lookup(host), aborted])
		const socket = dgram.createSocket(family === 6 ? 'udp6' : 'udp4')
		socket.on('error', reject)
		try {
			for (const [index, text] of texts.entries()) {
				const {promise, resolve, reject: failed} = Promise.withResolvers<void>()
				socket.send(cut(Buffer.from(text)), port, address, error => (error ? failed(error) : resolve()))
				await Promise.race([promise, aborted])
				sent(index)
			}
		} finally {
			socket.close()
		}
	} catch (error) {
		signal.throwIfAborted()
		throw connectError(place, error)
	} finally {
		signal.removeEventListener('abort', abort)
	}
}

/** At most a datagram, without a part of a character at its end. */
function cut(bytes: Buffer): Buffer {
	if (bytes.length <= DATAGRAM) return bytes
	let end = DATAGRAM
	while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
	return bytes.subarray(0, end)
}

/**
 * Octet counting (RFC 6587, section 3.4.1; with TLS RFC 5425) is the length in bytes, a blank, the message; the other form
 * (section 3.4.2) a line feed behind it, which no message has inside.
 */
const framed = (text: string, {framing, protocol}: SyslogServer): string =>
	framing === 'lf' && protocol === 'tcp' ? `${text}\n` : `${Buffer.byteLength(text)} ${text}`

async function sendFrames(
	server: SyslogServer,
	texts: readonly string[],
	signal: AbortSignal,
	sent: (index: number) => void,
): Promise<void> {
	const socket = await connect(server, signal)
	const abort = () => socket.destroy(signal.reason)
	signal.addEventListener('abort', abort, {once: true})
	try {
		const frames = texts.map(text => framed(text, server))
		// What the server has to say is of no interest, but its farewell is.
		socket.resume()
		const {promise, resolve, reject} = Promise.withResolvers<void>()
		socket.once('error', reject)
		socket.once('close', () => resolve())
		socket.end(frames.join(''), () => setTimeout(resolve, PARTING_MS).unref())
		await promise
		signal.throwIfAborted()
		for (const index of texts.keys()) sent(index)
	} catch (error) {
		signal.throwIfAborted()
		throw connectError(`${server.host}:${server.port}`, error)
	} finally {
		signal.removeEventListener('abort', abort)
		socket.on('error', () => {}).destroy()
	}
}

async function connect(
	{host, port, protocol, caFile}: SyslogServer,
	signal: AbortSignal,
): Promise<net.Socket> {
	if (protocol === 'tls') {
		const {openTrusted} = await import('../../transports/tls.ts')
		const authorities = caFile === undefined ? {} : {authorities: () => readAuthorities(caFile)}
		const servername = net.isIP(host) === 0 ? {servername: host} : {}
		const {socket} = await openTrusted(
			{host, port, signal, ...servername},
			{names: [host], hint: 'Name the authority that signed it with ca_file', ...authorities},
		)
		return socket
	}
	const socket = net.connect({host, port})
	try {
		await once(socket, 'connect', {signal})
		return socket
	} catch (error) {
		socket.on('error', () => {}).destroy()
		signal.throwIfAborted()
		throw connectError(`${host}:${port}`, error)
	}
}
