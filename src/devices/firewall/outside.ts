import {ConnectError, describe} from '../../errors.ts'
import type {PollContext} from '../device.ts'
import {isCgnat} from '../wan/cgnat.ts'
import {differsAgain} from '../wan/public-address/confirm.ts'
import type {PublicAddressSource} from '../wan/public-address/source.ts'
import type {FirewallOptions} from './options.ts'
import type {Outside} from './points.ts'
import type {Interface} from './record.ts'

/** Part of the poll's time after which the interfaces are printed without it. */
const OWN_SHARE = 0.6

/** Begins to ask for the address that is seen from outside, where somebody wants it. */
export function startOutside(options: FirewallOptions, context: PollContext) {
	if (options.publicAddress.length === 0) {
		return {address: Promise.resolve(undefined), section: async () => true}
	}
	const asked = context.exchange('public address', () => ask(options, context))
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

/** The first source that answers counts; each has an equal part of the time that is left for them. */
async function ask(options: FirewallOptions, context: PollContext): Promise<string> {
	const {publicAddress: sources} = options
	const end = context.remaining() * (1 - OWN_SHARE)
	let failure: unknown
	for (const [index, source] of sources.entries()) {
		try {
			return await askOne(source, (context.remaining() - end) / (sources.length - index), options, context)
		} catch (error) {
			context.signal.throwIfAborted()
			if (failure !== undefined) context.log.info(describe(failure))
			failure = error
		}
	}
	throw failure
}

async function askOne(
	source: PublicAddressSource,
	patienceMs: number,
	options: FirewallOptions,
	context: PollContext,
): Promise<string> {
	const hurry = new AbortController()
	const late = new ConnectError('The public address was not told in time', {
		result: 'timeout',
		hint: 'Check --public-address, or give it more time with --timeout',
	})
	const timer = setTimeout(() => hurry.abort(late), patienceMs)
	try {
		const {askPublicAddress} = await import('../wan/public-address/ask.ts')
		return await askPublicAddress(source, options, {
			...context,
			signal: AbortSignal.any([context.signal, hurry.signal]),
			// The firewall has a password of its own.
			secret: name => context.secret(name === 'password' ? 'publicAddressPassword' : name),
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
