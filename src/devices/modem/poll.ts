import type {PollContext} from '../device.ts'
import {MODELS, modelNamed, sectionsOf} from './models.ts'
import type {PollOptions} from './options.ts'
import {modemPoints} from './points.ts'

/** One poll of any model: the modem is asked for its line and, where that was wanted, its WAN connection. */
export async function poll(options: PollOptions, context: PollContext): Promise<void> {
	const name = modelNamed(options.model, context.args)
	const sections = sectionsOf(name, options.sections)
	const model = await MODELS[name].load()
	context.add(modemPoints(await model.read(sections, options, context), options.bins))
}
