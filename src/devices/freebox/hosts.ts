import {flag, type JsonObject, object, text} from '../../json.ts'
import {instant} from './read/values.ts'

/**
 * At most so many machines, so that the number of series is bounded: those that are active first, then those that were
 * heard last. The box lists machines in no order, so equals stand in the order of their addresses.
 */
export function limitMachines(machines: readonly JsonObject[], most: number): readonly JsonObject[] {
	if (machines.length <= most) return machines
	return [...machines].sort(compare).slice(0, most)
}

function compare(one: JsonObject, other: JsonObject): number {
	const [a, b] = [rank(one), rank(other)]
	return b.active - a.active || b.last - a.last || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}

function rank(machine: JsonObject) {
	const host = object(machine.host)
	return {
		active: Number(flag(machine.active) ?? flag(host.active) ?? false),
		last: instant(machine.last_activity) ?? instant(host.last_activity) ?? instant(machine.refresh_time) ?? 0,
		name: text(machine.mac) ?? text(machine.id) ?? '',
	}
}
