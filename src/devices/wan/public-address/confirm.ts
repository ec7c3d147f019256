import {flag, object} from '../../../json.ts'
import type {PollContext} from '../../device.ts'
import {type KeptContext, withKept} from '../../kept.ts'

/** What is compared: an interface of a device, by the tags of its points. */
export interface Compared {
	readonly device: string
	readonly interface: string
}

/**
 * Whether the address outside differs now and differed in the poll before, too: right after a change of address the two
 * differ for a moment. Without a folder for state nothing is ever confirmed.
 */
export async function differsAgain(
	differs: boolean,
	{device, interface: name}: Compared,
	context: KeptContext & Pick<PollContext, 'source'>,
): Promise<boolean> {
	const key = {device, source: context.source, key: `public address of ${name}`}
	const differed = await withKept(context, documents => {
		const before = flag(object(documents.get(key)).differs)
		if (before !== differs) documents.set(key, {differs})
		return before
	})
	return differs && differed === true
}
