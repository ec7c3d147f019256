import {ParseError} from '../../errors.ts'
import {type JsonObject, list, object, objects, text} from '../../json.ts'
import type {Dialect} from '../firewall/dialect.ts'
import {isUpIn, qualityOf} from '../firewall/quality.ts'
import type {Gateway, Interface} from '../firewall/record.ts'
import {address, counted, globalIpv6, measured, word} from '../firewall/values.ts'

const LISTS = {interfaces: 'rows', gateways: 'items'} as const
const MISSING = 'Check that this is an OPNsense, and update it if it is old'

export const opnsenseApi: Dialect = {
	device: 'opnsense',
	paths: {
		// The camel case of older releases, which newer ones understand too.
		interfaces: '/api/interfaces/overview/interfacesInfo',
		gateways: '/api/routes/gateway/status',
	},
	rows(question, answer) {
		const rows = answer[LISTS[question]]
		if (!Array.isArray(rows)) {
			throw new ParseError(`${question}: the answer has no "${LISTS[question]}"`, {hint: MISSING})
		}
		return objects(rows)
	},
	interface: readInterface,
	gateway: readGateway,
	hints: {
		forbidden: question =>
			`Give the user of the key the privilege for ${question === 'gateways' ? 'System: Gateways' : 'Interfaces: Overview'}`,
		missing: MISSING,
	},
}

/** A row of the overview. Ports that nobody assigned have no identifier. */
function readInterface(row: JsonObject): Interface | undefined {
	const port = text(row.device)
	const assigned = text(row.identifier)
	const name = assigned ?? port
	if (name === undefined) return undefined
	const statistics = object(row.statistics)
	const link = word(row.link_type) ?? ''
	return {
		name,
		description: assigned === undefined ? undefined : text(row.description),
		port,
		state: word(row.status),
		mtu: counted(row.mtu),
		counters: {
			rxBytes: counted(statistics['bytes received']),
			rxPackets: counted(statistics['packets received']),
			rxErrors: counted(statistics['input errors']),
			rxDropped: counted(statistics['input queue drops']),
			txBytes: counted(statistics['bytes transmitted']),
			txPackets: counted(statistics['packets transmitted']),
			txErrors: counted(statistics['output errors']),
			collisions: counted(statistics.collisions),
		},
		leadsOut: list(row.gateways).length > 0 || /^(dhcp|pppoe|ppp|pptp|l2tp)/.test(link),
		ipv4: firstOf(row, 'ipv4', address),
		ipv6: firstOf(row, 'ipv6', globalIpv6),
	}
}

function firstOf(row: JsonObject, key: 'ipv4' | 'ipv6', read: typeof address): string | undefined {
	return objects(row[key]).flatMap(({ipaddr}) => read(ipaddr) ?? [])[0]
}

/** A row of the gateways: `none` is good, and also what a gateway says that has not been measured yet. */
function readGateway(row: JsonObject): Gateway | undefined {
	const name = text(row.name)
	if (name === undefined) return undefined
	const said = word(row.status)
	const isPending = said === 'none' && word(row.status_translated) === 'pending'
	const state = isPending ? 'pending' : said === 'none' ? 'online' : said
	const isUp = isUpIn(state)
	const {delay, stddev, loss} = row
	const quality = qualityOf(state, {
		delay: measured(delay),
		stddev: measured(stddev),
		loss: measured(loss),
	})
	return {name, state, isUp, address: address(row.address), monitor: address(row.monitor), ...quality}
}
