import {number} from '../../json.ts'
import type {KindName} from '../kinds.ts'
import {flagOf, nameOf, type Rule, timeOf} from './rule.ts'

/** A rule for things that are up or down. Where a poll does not say, the last word holds. */
const edge = (name: string, measurements: readonly string[], down: KindName, up: KindName): Rule => ({
	name,
	measurements,
	find(sight) {
		const {thing, before, at} = sight
		const was = flagOf(before.up)
		const is = flagOf(thing.fields.up)
		if (was === undefined || is === undefined || was === is) return {changes: [], note: sight.note}
		const since = number(sight.note)
		const after = is && since !== undefined ? ` after ${timeOf(at - since)}` : ''
		const [from, to] = is ? ['down', 'up'] : ['up', 'down']
		const message = is ? `${nameOf(sight)} is up again${after}` : `${nameOf(sight)} went down`
		return {changes: [{kind: is ? up : down, from, to, message}], note: at}
	},
})

export const gateway = edge('gateway', ['wan_gateway'], 'gateway_down', 'gateway_up')
export const networkInterface = edge('interface', ['ifstat', 'wan'], 'interface_down', 'interface_up')
