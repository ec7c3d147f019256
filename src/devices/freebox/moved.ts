import {isAddress, type Origin} from '../../transports/origin.ts'
import {BOX_NAMES} from './endpoint.ts'

/**
 * Whether the box may be at another port than before: the port of its own domain (`k3x9w0ab.fbxos.fr:45678`) is one that
 * it or its owner has chosen. The names that every box has at home stay at theirs.
 */
export function mayMove({protocol, host}: Origin): boolean {
	return protocol === 'https:' && !isAddress(host) && !BOX_NAMES.includes(host)
}

/** The port that DNS tells of the box's domain, else the configured one. `server`: a name server. */
export async function portOf(
	host: string,
	configured: number,
	server: string | undefined,
	signal: AbortSignal,
): Promise<number> {
	const {resolvePort} = await import('../../transports/dns.ts')
	const question = {name: `_https._tcp.${host}`, signal, ...(server === undefined ? {} : {server})}
	try {
		// Only the port of the record counts; who answers there is settled by the certificate.
		return await resolvePort(question)
	} catch {
		return configured
	}
}
