import {type JsonObject, text} from '../../json.ts'
import type {Interface} from '../firewall/record.ts'
import {address, counted, globalIpv6, word} from '../firewall/values.ts'

/** Names under which v1 tells whether DHCP or PPP is up; v2 has the first. */
const LINKS = ['dhcplink', 'pppoelink', 'ppplink', 'pptplink', 'l2tplink'] as const

/** One row of `status/interface` (v1) or `status/interfaces` (v2). `enable` can be false on interfaces that work. */
export function readInterface(row: JsonObject): Interface | undefined {
	const name = text(row.name)
	if (name === undefined) return undefined
	const port = text(row.hwif) ?? text(row.if)
	const links = LINKS.flatMap(key => word(row[key]) ?? [])
	const gateway = address(row.gateway) ?? address(row.gatewayv6)
	return {
		name,
		description: text(row.descr),
		port,
		state: word(row.status),
		mtu: counted(row.mtu),
		counters: {
			rxBytes: counted(row.inbytes) ?? counted(row.inbytespass),
			rxPackets: counted(row.inpkts) ?? counted(row.inpktspass),
			rxErrors: counted(row.inerrs),
			txBytes: counted(row.outbytes) ?? counted(row.outbytespass),
			txPackets: counted(row.outpkts) ?? counted(row.outpktspass),
			txErrors: counted(row.outerrs),
			collisions: counted(row.collisions),
		},
		blocked: {
			rxBytes: counted(row.inbytesblock),
			rxPackets: counted(row.inpktsblock),
			txBytes: counted(row.outbytesblock),
			txPackets: counted(row.outpktsblock),
		},
		leadsOut: gateway !== undefined || links.length > 0 || /^(pppoe|ppp|pptp|l2tp)\d+$/.test(port ?? ''),
		isLinked: links.length === 0 ? undefined : !links.includes('down'),
		ipv4: address(row.ipaddr),
		ipv6: globalIpv6(row.ipaddrv6),
		media: word(row.media) === 'none' ? undefined : text(row.media),
		uptimeSeconds: uptime(text(row.ppp_uptime)),
	}
}

/** Seconds of `1d 02:03:04` or `02:03:04`. */
function uptime(value: string | undefined): bigint | undefined {
	const match = /^(?:(\d{1,6})d\s+)?(\d{1,4}):(\d\d):(\d\d)$/.exec(value?.trim() ?? '')
	if (match === null) return undefined
	const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(part => Number(part ?? 0))
	return BigInt(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
}
