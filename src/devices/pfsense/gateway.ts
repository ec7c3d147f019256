import {type JsonObject, text} from '../../json.ts'
import {isUpIn, qualityOf} from '../firewall/quality.ts'
import type {Gateway} from '../firewall/record.ts'
import {address, measured, word} from '../firewall/values.ts'

/** One row of `status/gateway` (v1) or `status/gateways` (v2). */
export function readGateway(row: JsonObject): Gateway | undefined {
	const name = text(row.name)
	if (name === undefined) return undefined
	const state = stateOf(word(row.status), word(row.substatus))
	const isUp = isUpIn(state)
	const monitor = address(row.monitorip)
	if (row.monitor_disable === true) return {name, state, isUp, monitor}
	const {delay, stddev, loss} = row
	const said = {delay: measured(delay), stddev: measured(stddev), loss: measured(loss)}
	return {name, state, isUp, monitor, ...qualityOf(state, said)}
}

/**
 * One word for two: what is wrong with a gateway that is used, and whether a person took down one that is not. Old
 * packages put the second word into the place of the first.
 */
function stateOf(status: string | undefined, substatus: string | undefined): string | undefined {
	if (status === 'none') return 'online'
	if (status === 'online') return substatus === undefined || substatus === 'none' ? 'online' : substatus
	if (status === 'down' && substatus === 'force_down') return 'force_down'
	return status
}
