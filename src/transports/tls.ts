import tls from 'node:tls'
import {AuthError, ConnectError} from '../errors.ts'
import type {Accepted, Trust} from './trust.ts'

export interface TlsTarget {
	readonly host: string
	readonly port: number
	/** Name to ask the server for (SNI); undefined where only an address is known. */
	readonly servername?: string | undefined
	readonly signal: AbortSignal
	/** Longest time for one handshake, in milliseconds; by default only the signal ends it. */
	readonly withinMs?: number | undefined
}

/** A connection whose certificate has been accepted; nothing has been sent on it. */
export interface TrustedSocket {
	readonly socket: tls.TLSSocket
	readonly accepted: Accepted
}

/**
 * Opens a TLS connection and decides about its certificate. The first handshake loads no authorities, because reading
 * them takes longer than the handshake and a pinned certificate needs none. Only a certificate that is not pinned leads
 * to a second one, in which OpenSSL verifies the chain, and which is the connection that is used.
 */
export async function openTrusted(target: TlsTarget, trust: Trust): Promise<TrustedSocket> {
	blank ??= tls.createSecureContext({ca: []})
	const look = await handshake(target, {secureContext: blank, rejectUnauthorized: false})
	const fingerprint = look.getPeerX509Certificate()?.fingerprint256 ?? ''
	if (trust.pins?.includes(fingerprint)) return {socket: look, accepted: {fingerprint, by: 'pin'}}
	if (!trust.onlyPins) {
		const verified = await verify(target, trust, rootsOf(look.getPeerCertificate(true), trust.roots ?? []))
		if (verified instanceof tls.TLSSocket) {
			look.destroy()
			return {
				socket: verified,
				accepted: {fingerprint: verified.getPeerCertificate().fingerprint256, by: 'chain'},
			}
		}
		if (trust.firstUse) return {socket: look, accepted: {fingerprint, by: 'first use'}}
		look.destroy()
		throw refusal(target, trust, fingerprint, verified)
	}
	look.destroy()
	throw refusal(target, trust, fingerprint)
}

/** What Node's own agent calls; the types do not know it. */
interface NamedSocket extends tls.TLSSocket {
	setServername(name: string): void
}

/** Trusts nothing; made once, because each takes about as long as a handshake. */
let blank: tls.SecureContext | undefined

function handshake(target: TlsTarget, options: tls.ConnectionOptions): Promise<tls.TLSSocket> {
	const {host, port, servername, signal, withinMs} = target
	return new Promise((resolve, reject) => {
		signal.throwIfAborted()
		const socket = tls.connect({host, port, ALPNProtocols: ['http/1.1'], ...options})
		// As an option Node would first find out whether it is an address, which takes longer than the handshake: 5 ms.
		if (servername !== undefined) (socket as NamedSocket).setServername(servername)
		const abort = () => socket.destroy(signal.reason)
		signal.addEventListener('abort', abort, {once: true})
		const timer = withinMs && setTimeout(() => socket.destroy(silence(target)), withinMs)
		socket.once('close', () => clearTimeout(timer))
		socket.once('secureConnect', () => {
			clearTimeout(timer)
			signal.removeEventListener('abort', abort)
			socket.off('error', reject).off('close', closed)
			resolve(socket)
		})
		const closed = () =>
			reject(Object.assign(new Error('closed during the TLS handshake'), {code: 'ECONNRESET'}))
		socket.once('error', reject).once('close', closed)
	})
}

const silence = ({host, port, withinMs = 0}: TlsTarget): ConnectError =>
	new ConnectError(`${host}:${port} did not answer within ${withinMs / 1000} s`, {
		result: 'timeout',
		hint: 'Check that it is on and reachable, and the port',
	})

/** The verified connection, or why the chain is not accepted. Failures of the network are thrown. */
async function verify(
	target: TlsTarget,
	trust: Trust,
	roots: readonly string[],
): Promise<tls.TLSSocket | Error> {
	const ca = [...tls.getCACertificates('default'), ...(trust.authorities?.() ?? []), ...roots]
	let refused: Error | undefined
	const checkServerIdentity = (_host: string, certificate: tls.PeerCertificate) => {
		const problems = trust.names.map(name => tls.checkServerIdentity(name, certificate))
		refused = problems.includes(undefined) ? undefined : problems[0]
		return refused
	}
	try {
		const socket = await handshake(target, {ca, rejectUnauthorized: false, checkServerIdentity})
		if (socket.authorized) return socket
		socket.destroy()
		return refused ?? new Error(reasonOf(socket))
	} catch (error) {
		target.signal.throwIfAborted()
		throw error
	}
}

/** OpenSSL's word for why the chain is not accepted, as `SELF_SIGNED_CERT_IN_CHAIN`. */
function reasonOf({authorizationError}: tls.TLSSocket): string {
	const reason: unknown = authorizationError
	return reason instanceof Error ? reason.message : String(reason)
}

/**
 * The roots among the certificates that the server sent that are known by their fingerprint, in PEM. They are given to
 * OpenSSL as authorities, which then checks signatures, dates and purposes as with any other.
 */
function rootsOf(leaf: tls.DetailedPeerCertificate, known: readonly string[]): string[] {
	const found: string[] = []
	const seen = new Set<string>()
	for (
		let one: tls.DetailedPeerCertificate | undefined = leaf;
		one?.fingerprint256 !== undefined && !seen.has(one.fingerprint256);
		one = one.issuerCertificate
	) {
		seen.add(one.fingerprint256)
		if (known.includes(one.fingerprint256)) found.push(toPem(one.raw))
	}
	return found
}

const toPem = (der: Buffer): string =>
	`-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`

function refusal({host, port}: TlsTarget, trust: Trust, fingerprint: string, cause?: Error): AuthError {
	const [pin] = trust.pins ?? []
	const shown = `${host}:${port} shows the certificate SHA256:${fingerprint}`
	const message =
		pin === undefined ? `${shown}, which nothing vouches for` : `${shown}, not SHA256:${pin} as before`
	const details = trust.hint === undefined ? {} : {hint: trust.hint}
	return new AuthError(message, cause === undefined ? details : {...details, cause})
}
