import {driverActions} from '../actions/driver.ts'
import type {Model} from '../model.ts'
import {ask} from '../shell.ts'
import {parseTechnicolor} from '../technicolor/answer.ts'

/**
 * Technicolor with Homeware, over SSH: whole subtrees of `transformer-cli` in one exec. A subtree costs a start of Lua on
 * the modem; the interactive form would save that, but its prompts differ between firmwares.
 */
export const technicolor: Model = {
	async read(sections, options, context) {
		const paths = [options.bonded ? 'sys.class.xdsl.' : 'sys.class.xdsl.@line0.']
		if (sections.includes('wan')) paths.push(`rpc.network.interface.@${options.interface}.`)
		// One by one: some leaves of rpc.xdslctl. start programs that nobody asked for.
		if (sections.includes('dslam')) {
			paths.push('rpc.xdslctl.DslProfile', 'rpc.xdslctl.DslamChipset', 'rpc.xdslctl.DslamVersion')
		}
		const command = paths.map(path => `transformer-cli get ${path}`).join('; ')
		return parseTechnicolor(await ask(command, options, context))
	},
	actions: driverActions,
}
