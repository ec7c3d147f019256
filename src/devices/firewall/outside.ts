import {ConnectError} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import {isCgnat} from '../wan/cgnat.ts'
import {differsAgain} from '../wan/public-address/confirm.ts'
import type {PublicAddressSource} from '../wan/public-address/source.ts'
import type {Outside} from './points.ts'
import type {Interface} from './record.ts'

/** Part of the poll's time after which the interfaces are printed without it. */
const OWN_SHARE = 0.6

/** Begins to ask for the address that is seen from outside, where somebody wants it. */
export function startOutside(source: PublicAddressSource | undefined, context: PollContext) {
	if (source === undefined) return {address: Promise.resolve(undefined), section: async () => true}
	const asked = ask(source, context)
	return {
		/** Undefined where nobody knew it; never rejects. */
		address: asked.catch(() => undefined),
		section: () =>
			context.section('public_address', async () => {
				await asked
				return []
			}),
	}
}

async function ask(source: PublicAddressSource, context: PollContext): Promise<string> {
	const hurry = new AbortController()
	const late = new ConnectError('The public address was not told in time', {
		result: 'timeout',
		hint: 'Check --public-address, or give it more time with --timeout',
	})
	const timer = setTimeout(() => hurry.abort(late), context.remaining() * OWN_SHARE)
	try {
		return await context.exchange('public address', async () => {
			const {askPublicAddress} = await import('../wan/public-address/ask.ts')
			return askPublicAddress(source, AbortSignal.any([context.signal, hurry.signal]))
		})
	} finally {
		clearTimeout(timer)
	}
}

/**
 * Which connection the address outside belongs to: the one that has it; else the first, which then is behind a NAT if it
 * stays so. With several connections the others cannot be judged.
 */
export async function observe(
	wans: readonly Interface[],
	address: string | undefined,
	device: string,
	context: PollContext,
): Promise<{readonly wan: Interface; readonly outside: Outside} | undefined> {
	const wan = wans.find(({ipv4}) => ipv4 === address) ?? wans[0]
	if (address === undefined || wan?.ipv4 === undefined) return undefined
	const differs = isCgnat(wan.ipv4, address) === true
	return {
		wan,
		outside: {address, isConfirmed: await differsAgain(differs, {device, interface: wan.name}, context)},
	}
}
