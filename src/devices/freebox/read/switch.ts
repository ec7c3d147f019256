import {counter, type Json, type JsonObject, numeral, object, objects, text} from '../../../json.ts'
import {type FieldsOf, type Point, point} from '../../../metrics/model.ts'
import {
	freeboxPort,
	freeboxSwitch,
	freeboxSwitchClient,
	freeboxSwitchPorts,
	portCounters,
} from '../metrics/switch.ts'
import {amount, bitIf, identity} from './values.ts'

const counterNames = Object.keys(portCounters) as (keyof typeof portCounters)[]

/** Numbers of the ports of `switch/status/`, of which `switch/port/<id>/stats` can be asked. */
export function portsOf(result: Json): string[] {
	return objects(result)
		.map(port => identity(port.id))
		.filter(id => id !== undefined && /^\d+$/.test(id)) as string[]
}

/** `switch/status/` with the answers to `switch/port/<id>/stats`, as far as there are any, by port. */
export function readSwitch(result: Json, stats: ReadonlyMap<string, Json>): Point[] {
	const ports = objects(result)
	const points = [point(freeboxSwitchPorts, {}, {switch_port_count: ports.length})]
	for (const port of ports) {
		const id = identity(port.id)
		const counters = object(id === undefined ? undefined : stats.get(id))
		points.push(oldPort(id, port, counters), ownPort(id, port, counters))
	}
	return points
}

function oldPort(id: string | undefined, port: JsonObject, stats: JsonObject): Point {
	const tags = {switch_port: id, switch_mode: text(port.mode), switch_name: text(port.name)}
	return point(freeboxSwitch, tags, {
		switch_link: bitIf(port.link, 'up'),
		switch_duplex: bitIf(port.duplex, 'full'),
		switch_speed: speedOf(port),
		switch_client_count: objects(port.mac_list).length,
		switch_rx_bytes_rate: amount(stats.rx_bytes_rate),
		switch_tx_bytes_rate: amount(stats.tx_bytes_rate),
		switch_err_packets: counter(stats.rx_err_packets),
		switch_discard_packets: counter(stats.rx_discard_packets),
		switch_collisions: counter(stats.tx_collisions),
	})
}

function ownPort(id: string | undefined, port: JsonObject, stats: JsonObject): Point {
	const fields: FieldsOf<typeof freeboxPort> = {}
	for (const name of counterNames) fields[name] = counter(stats[name])
	const link = text(port.link)
	const speed = speedOf(port)
	return point(
		freeboxPort,
		{port: id, name: text(port.name)},
		{
			...fields,
			up: link === undefined ? undefined : link === 'up',
			speed_bps: speed === undefined ? undefined : speed * 1_000_000,
			rx_packets_rate: counter(stats.rx_packets_rate),
			tx_packets_rate: counter(stats.tx_packets_rate),
		},
	)
}

/** Mbit/s, which the box sends as text. */
function speedOf(port: JsonObject): number | undefined {
	return amount(numeral(port.speed))
}

/** Machines behind the ports of `switch/status/`. `now` in Unix seconds: the box does not say when it saw them. */
export function readSwitchClients(
	result: Json,
	now: number,
	isKept: (client: JsonObject) => boolean = () => true,
): Point[] {
	return objects(result).flatMap(port =>
		objects(port.mac_list)
			.filter(isKept)
			.map(client =>
				point(
					freeboxSwitchClient,
					{switch_port: identity(port.id), mac: text(client.mac), hostname: text(client.hostname)},
					{client_last_seen: now},
				),
			),
	)
}
