import {objects} from '../../../json.ts'
import type {Point} from '../../../metrics/model.ts'
import {readAccount, readCalls} from '../read/call.ts'
import {readDhcp, readLeases} from '../read/dhcp.ts'
import {countHosts, interfacesOf, readHosts, readInterfaces} from '../read/lan.ts'
import {readRadio} from '../read/radio.ts'
import {readRaids} from '../read/raid.ts'
import {readStorage} from '../read/storage.ts'
import {readVmInfo, readVms} from '../read/vm.ts'
import {readClientStatus, readClients} from '../read/vpn-client.ts'
import {readServerConnections, readServers, serversOf} from '../read/vpn-server.ts'
import {
	type AccessPoint,
	activeAccessPoints,
	readAccessPoints,
	readNetworks,
	readStations,
} from '../read/wifi.ts'
import {detailsOf, ifGiven, ifThere} from './absent.ts'
import {askAll, type Section} from './section.ts'

export const disk: Section = asking =>
	askAll(asking, [
		async () => readStorage(await asking.get('storage/disk/')),
		async () => readRaids((await ifGiven(asking.get('storage/raid/'))) ?? []),
	])

export const wifi: Section = async asking => {
	const {get, limit} = asking
	const networks = async () => readNetworks((await ifThere(get('wifi/bss/'))) ?? [])
	const accessPoints = async () => {
		const answer = await get('wifi/ap/')
		asking.add(readAccessPoints(answer))
		return askAll(
			asking,
			activeAccessPoints(answer).flatMap(ap => [
				async () => {
					const stations = await ifThere(get(`wifi/ap/${ap.id}/stations/`))
					return readStations(limit(objects(stations)), ap)
				},
				async () => [await radioOf(asking, ap)],
			]),
		)
	}
	return askAll(asking, [networks, accessPoints])
}

/** How long ago the air was, in milliseconds: the survey has an entry for each tenth of a second. */
const SURVEY_MS = 2000

async function radioOf({get, now, discovery}: Parameters<Section>[0], ap: AccessPoint): Promise<Point> {
	const path = `wifi/ap/${ap.id}/`
	const since = `${path}channel_survey_history/`
	const [usage, survey, neighbors] = await Promise.all([
		ifGiven(get(`${path}channel_usage`)),
		discovery.version < 8 ? undefined : ifGiven(get(since + (now * 1000 - SURVEY_MS), since)),
		ifGiven(get(`${path}neighbors`)),
	])
	return readRadio(ap, {usage, survey, neighbors})
}

export const dhcp: Section = asking =>
	askAll(asking, [
		async () => readDhcp(await asking.get('dhcp/config/')),
		async () => {
			const leases = objects(await asking.get('dhcp/dynamic_lease/'))
			return readLeases(asking.limit(leases), leases.length)
		},
	])

export const lan: Section = async asking => {
	const {get, add, limit} = asking
	const answer = await get('lan/browser/interfaces/')
	add(readInterfaces(answer))
	return askAll(
		asking,
		interfacesOf(answer).map(name => async () => {
			const hosts = objects(await get(`lan/browser/${encodeURIComponent(name)}/`))
			return [countHosts(hosts, name), ...readHosts(limit(hosts), name)]
		}),
	)
}

/** Before version 10 the box does not tell its telephone number. */
export const call: Section = asking =>
	askAll(asking, [
		async () => {
			const account = await ifThere(asking.get('call/account/'))
			return account === undefined ? [] : readAccount(account)
		},
		async () => readCalls(await asking.get('call/log/')),
	])

export const vm: Section = asking =>
	askAll(asking, [
		async () => readVmInfo(await asking.get('vm/info/')),
		async () => readVms(await asking.get('vm/')),
	])

export const vpnServer: Section = asking => {
	const {get, add} = asking
	const servers = async () => {
		const answer = await get('vpn/')
		const names = serversOf(answer)
		const {details, failure} = await detailsOf(names, name => get(`vpn/${encodeURIComponent(name)}/config/`))
		add(readServers(answer, details))
		if (failure !== undefined) throw failure
		return []
	}
	return askAll(asking, [servers, async () => readServerConnections(await get('vpn/connection/'))])
}

export const vpnClient: Section = asking =>
	askAll(asking, [
		async () => readClients(await asking.get('vpn_client/config/')),
		async () => readClientStatus(await asking.get('vpn_client/status')),
	])
