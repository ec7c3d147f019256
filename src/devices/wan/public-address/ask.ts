import {ParseError} from '../../../errors.ts'
import {classOf} from '../cgnat.ts'
import type {PublicAddressSource} from './source.ts'

/** The IPv4 address that the source tells. Throws `ConnectError` or `ParseError`. */
export async function askPublicAddress(source: PublicAddressSource, signal: AbortSignal): Promise<string> {
	const address = (await tell(source, signal)).trim()
	if (classOf(address) === undefined) {
		throw new ParseError(`"${address.slice(0, 60)}" is no IPv4 address (--public-address)`, {
			hint: 'Check that the source answers with the IPv4 address alone, or name the key of its JSON behind #',
		})
	}
	return address
}

async function tell(source: PublicAddressSource, signal: AbortSignal): Promise<string> {
	switch (source.by) {
		case 'nat-pmp': {
			const {readNatPmp, natPmpQuestion} = await import('./nat-pmp.ts')
			const {askUdp} = await import('../../../transports/udp.ts')
			return askUdp({...source, message: natPmpQuestion, read: readNatPmp, signal})
		}
		case 'stun': {
			const {readStun, stunQuestion} = await import('./stun.ts')
			const {askUdp} = await import('../../../transports/udp.ts')
			const message = stunQuestion()
			return askUdp({...source, message, read: answer => readStun(answer, message), signal})
		}
		case 'dns': {
			const {resolveIpv4} = await import('../../../transports/dns.ts')
			return resolveIpv4({...source, signal})
		}
		case 'url': {
			const {askUrl} = await import('./url.ts')
			return askUrl(source, signal)
		}
	}
}
