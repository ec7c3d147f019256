import {askUdp} from '../../../../transports/udp.ts'
import {type PcpRequest, pcpQuestion, pcpRequest, readPcp} from './message.ts'

/** Seconds for which the mapping is asked for, in case it cannot be taken back. */
const LIFETIME = 120
/** Longest wait for the answer to taking it back. */
const LEAVE_MS = 300

export async function askPcp(
	place: {readonly host: string; readonly port: number},
	signal: AbortSignal,
): Promise<string> {
	let request: PcpRequest | undefined
	const ofThisMachine = (own: string) => {
		request = pcpRequest(own)
		return request
	}
	const address = await askUdp({
		...place,
		message: own => pcpQuestion(ofThisMachine(own), LIFETIME),
		read: bytes => (request === undefined ? undefined : readPcp(bytes, request)),
		signal,
	})
	const taken = request
	if (taken !== undefined) {
		const leaving = AbortSignal.any([signal, AbortSignal.timeout(LEAVE_MS)])
		const message = pcpQuestion(taken, 0)
		// The address is known, and the mapping ends by itself.
		await askUdp({...place, message, read: bytes => readPcp(bytes, taken), signal: leaving}).catch(() => {})
	}
	return address
}
