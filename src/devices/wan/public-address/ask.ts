import {ParseError} from '../../../errors.ts'
import type {SshOptions} from '../../../transports/ssh/options.ts'
import type {PollContext} from '../../device.ts'
import {classOf, isHost} from '../cgnat.ts'
import type {PublicAddressSource} from './source.ts'

/** The IPv4 address that the source tells. Throws what its transport throws, and `ParseError`. */
export async function askPublicAddress(
	source: PublicAddressSource,
	options: SshOptions,
	context: PollContext,
): Promise<string> {
	const address = (await tell(source, options, context)).trim()
	if (isHost(address)) return address
	if (classOf(address) !== undefined) {
		throw new ParseError(`${address} is no address that is seen from outside (--public-address)`, {
			hint: 'Check that the source is connected itself, and not this machine',
		})
	}
	throw new ParseError(`"${address.slice(0, 60)}" is no IPv4 address (--public-address)`, {
		hint: 'Check that the source answers with the IPv4 address alone, or name the key of its JSON behind #',
	})
}

async function tell(source: PublicAddressSource, options: SshOptions, context: PollContext): Promise<string> {
	const {signal} = context
	switch (source.by) {
		case 'modem': {
			const {modemAddress} = await import('../../modem/wan-address.ts')
			return modemAddress(source, options, context)
		}
		case 'upnp': {
			const {askUpnp} = await import('./upnp/ask.ts')
			return askUpnp(source, signal)
		}
		case 'nat-pmp': {
			const {readNatPmp, natPmpQuestion} = await import('./nat-pmp.ts')
			const {askUdp} = await import('../../../transports/udp.ts')
			return askUdp({...source, message: natPmpQuestion, read: readNatPmp, signal})
		}
		case 'pcp': {
			const {askPcp} = await import('./pcp/ask.ts')
			return askPcp(source, signal)
		}
		case 'dns': {
			const {resolveIpv4} = await import('../../../transports/dns.ts')
			return resolveIpv4({...source, signal})
		}
		case 'ssh': {
			const {askSsh} = await import('./ssh.ts')
			return askSsh(source.target, options, context)
		}
		case 'stun': {
			const {readStun, stunQuestion} = await import('./stun.ts')
			const {askUdp} = await import('../../../transports/udp.ts')
			const message = stunQuestion()
			return askUdp({...source, message, read: answer => readStun(answer, message), signal})
		}
		case 'url': {
			const {askUrl} = await import('./url.ts')
			return askUrl(source, signal)
		}
	}
}
