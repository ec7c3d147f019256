import {driverActions} from '../actions/driver.ts'
import {parseBroadcom} from '../broadcom/answer.ts'
import {SEPARATOR} from '../broadcom/rows.ts'
import type {Model} from '../model.ts'
import {ask} from '../shell.ts'

/** Any modem with Broadcom's DSL driver and a shell, over SSH: the driver's own program, in one exec. */
export const broadcom: Model = {
	async read(sections, options, context) {
		const verbs = ['--stats']
		// The head and the framing again, for firmwares that leave them out of the statistics.
		if (sections.includes('show')) verbs.push('--show')
		if (sections.includes('dslam')) verbs.push('--vendor')
		if (sections.includes('vectoring')) verbs.push('--vectoring')
		if (options.bins) verbs.push('--pbParams')
		const command = verbs.map(verb => `${options.program} info ${verb}`).join(`; echo ${SEPARATOR}; `)
		return parseBroadcom(await ask(command, options, context))
	},
	actions: driverActions,
}
