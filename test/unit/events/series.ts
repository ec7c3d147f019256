import {detect} from '../../../src/events/detect.ts'
import {limit, limitsOf} from '../../../src/events/limits.ts'
import type {Known} from '../../../src/events/memory.ts'
import {type Memory, readMemory} from '../../../src/events/memory.ts'
import {parseJson} from '../../../src/json.ts'
import type {Point} from '../../../src/metrics/model.ts'
import type {EventRecord} from '../../../src/state/index.ts'

/** One poll of a series: what the device says, and how long after the one before. */
export interface Step {
	readonly points?: readonly Point[]
	/** Seconds since the poll before (default: 60). */
	readonly after?: number
	/** By how much the wall clock of this machine was set, in seconds. */
	readonly step?: number
	/** This machine was started anew. */
	readonly reboot?: boolean
	/** How the poll ended (default: ok). */
	readonly result?: string
}

export interface SeriesOptions {
	readonly limits?: readonly string[]
	readonly unreachableAfter?: number
	/** This machine does not know how long it has been running. */
	readonly noUptime?: boolean
}

/** The events of a series of polls, one list a poll. What is remembered goes through JSON each time, as in the program. */
export function series(steps: readonly Step[], options: SeriesOptions = {}): EventRecord[][] {
	const {limits = [], unreachableAfter = 3, noUptime = false} = options
	let memory: Memory | undefined
	let wall = 1_800_000_000
	let uptime = 5000
	let boot = 0
	return steps.map(({points = [], after = 60, step = 0, reboot = false, result = 'ok'}) => {
		wall += after + step
		uptime = reboot ? 10 : uptime + after
		if (reboot) boot++
		const moment = noUptime ? {wall} : {wall, uptime, bootId: `boot ${boot}`}
		const tagged = points.map(one => ({...one, tags: {device: 'fake', source: 'box', ...one.tags}}))
		const poll = {device: 'fake', source: 'box', points: tagged, result, moment}
		const found = detect(memory, poll, {limits: limitsOf(limits.map(limit)), unreachableAfter})
		memory = readMemory(parseJson(stored(found.memory)))
		return found.events
	})
}

/** The kinds alone, in a list per poll. */
export const kindsOf = (steps: readonly Step[], options?: SeriesOptions): string[][] =>
	series(steps, options).map(events => events.map(({kind}) => kind))

const {rawJSON} = JSON as typeof JSON & {rawJSON(text: string): unknown}

const stored = (value: unknown): string =>
	JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? rawJSON(String(one)) : one))

const point =
	(name: string) =>
	(fields: Known, tags: Readonly<Record<string, string>> = {}): Point => ({
		measurement: {name, help: '', tags: {}, fields: {}},
		tags,
		fields,
	})

export const line = point('xdsl')
export const down = (fields: Known): Point => line(fields, {direction: 'down'})
export const wan = (fields: Known, name = 'pppoe0'): Point => point('wan')(fields, {interface: name})
export const gateway = (fields: Known, name = 'WAN_DHCP'): Point =>
	point('wan_gateway')(fields, {gateway: name})
export const port = (fields: Known, name = 'eth0'): Point => point('ifstat')(fields, {interface: name})
export const router = point('router')
