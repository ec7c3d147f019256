import {counter, type Json, object, objects, text} from '../../../json.ts'
import {point} from '../../../metrics/model.ts'
import {freeboxConnection} from '../metrics/connection.ts'
import {type LteRole, readLte, readTunnel} from '../read/lte.ts'
import {portsOf, readSwitch, readSwitchClients} from '../read/switch.ts'
import {readSystem} from '../read/system.ts'
import {detailsOf, ifThere} from './absent.ts'
import {askAll, type Section} from './section.ts'

/** From version 10 on the mobile link is told in three answers. */
export const lte: Section = async asking => {
	const {get, discovery} = asking
	if (discovery.version < 10) return readLte(await get('connection/lte/config/'))
	const aggregation = get('connection/lte/aggregation')
	const backup = get('connection/lte/backup')
	const tunnel = async () => readTunnel((await ifThere(get('connection/aggregation'))) ?? [])
	const module = async () => {
		const answers = await Promise.all([ifThere(aggregation), ifThere(backup)])
		// Without either the box has no module, which is told in its own words.
		if (answers.every(answer => answer === undefined)) await aggregation
		return []
	}
	return askAll(asking, [
		async () => readRole(await ifThere(aggregation), 'aggregation'),
		async () => readRole(await ifThere(backup), 'backup'),
		tunnel,
		module,
	])
}

const readRole = (answer: Json | undefined, role: LteRole) =>
	answer === undefined ? [] : readLte(answer, role)

export const system: Section = async ({get, discovery}) => {
	// Without its mode the box is told all the same.
	const config = get('lan/config/').catch(() => [])
	const answer = await get('system/')
	return readSystem(answer, discovery.model, text(object(await config).mode))
}

export const switchPorts: Section = async asking => {
	const {get, add, limit, now} = asking
	const status = await get('switch/status/')
	const ports = portsOf(status)
	const {details, failure} = await detailsOf(ports, id => get(`switch/port/${id}/stats`))
	add(readSwitch(status, details))
	const machines = objects(status).flatMap(port => objects(port.mac_list))
	const kept = new Set(limit(machines))
	add(readSwitchClients(status, now, machine => kept.has(machine)))
	if (asking.patchRateUp && failure === undefined) add(await sentThroughPorts(asking, [...details.values()]))
	if (failure !== undefined) throw failure
	return []
}

/**
 * What freebox-monitoring prints for `rate_up` and `bytes_up` with its patch for firmware that adds what is sent to what is
 * received: what came in from the ports. It is right only if nothing but traffic to the internet crosses the switch.
 */
async function sentThroughPorts({connection}: Parameters<Section>[0], stats: readonly unknown[]) {
	const {tag} = await connection()
	let [rate, bytes] = [0n, 0n]
	for (const port of stats.map(one => object(one as never))) {
		rate += counter(port.rx_bytes_rate) ?? 0n
		bytes += counter(port.rx_good_bytes) ?? 0n
	}
	return [point(freeboxConnection, {conn_media: tag}, {rate_up: Number(rate), bytes_up: bytes})]
}
