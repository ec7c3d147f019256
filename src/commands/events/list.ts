import fs from 'node:fs'
import path from 'node:path'
import type {Catalog} from '../../catalog.ts'
import type {ConfiguredDevice} from '../../config/configuration.ts'
import {resolveOptions} from '../../config/resolve.ts'
import {ExitCode} from '../../errors.ts'
import {eventPoint} from '../../events/note.ts'
import {loadEncoder} from '../../output/index.ts'
import {openState, STATE_FILE, type StoredEvent} from '../../state/index.ts'
import type {CommandSurroundings} from '../command.ts'

interface Options {
	readonly since: number
	readonly device: string | undefined
	readonly format: 'table' | 'json' | 'influx' | undefined
}

/** Prints the events that are kept, oldest first; contacts nothing. */
export async function run(
	options: Options,
	_args: readonly string[],
	around: CommandSurroundings,
): Promise<number> {
	const {io, log, statePlaces} = around
	const folder = statePlaces.find(place => fs.existsSync(path.join(place, STATE_FILE)))
	if (folder === undefined) {
		log.warn(
			`No events are kept in ${statePlaces.join(', ')}: polls keep them with --state-dir, or with events: true in the configuration file`,
		)
		return ExitCode.ok
	}
	const state = await openState(folder, {clock: io.clock, log})
	try {
		const since = Number(io.clock.now() / 1_000_000n) - options.since
		const all = await state.transaction(({events}) => events.list({since}))
		const events = all.filter(ofDevice(options.device, around))
		const format = options.format ?? (io.stdout.isTTY ? 'table' : 'json')
		io.out(await formats[format](events))
		return ExitCode.ok
	} finally {
		state.close()
	}
}

/**
 * Whether an event is of the device of this name: its subcommand or kind, its address, or its name in the configuration
 * file.
 */
function ofDevice(
	name: string | undefined,
	{catalog, configuration}: CommandSurroundings,
): (event: StoredEvent) => boolean {
	if (name === undefined) return () => true
	const kinds = [name, ...(catalog.devices.find(one => one.name === name)?.kinds ?? [])]
	const entry = configuration?.devices.get(name)
	const owner = entry === undefined ? undefined : ownerOf(entry, catalog)
	return ({device, source}) =>
		kinds.includes(device) || source === name || (owner?.device === device && owner.source === source)
}

/** The tags of what a device of the configuration file prints. */
function ownerOf({kind, layer, args = []}: ConfiguredDevice, {devices}: Catalog) {
	const device = devices.find(({name}) => name === kind)
	if (device === undefined) return undefined
	const options = resolveOptions(device.options, [layer])
	return {device: device.kind?.(options, args) ?? device.name, source: device.source(options, args)}
}

const formats = {
	async table(events: readonly StoredEvent[]) {
		const width = events.reduce((widest, {kind}) => Math.max(widest, kind.length), 0)
		return events.map(event => `${timeOf(event)}  ${event.kind.padEnd(width)}  ${event.message}\n`).join('')
	},
	async json(events: readonly StoredEvent[]) {
		const shown = events.map(({id: _id, time, ...event}) => ({time: new Date(time).toISOString(), ...event}))
		return `${JSON.stringify({events: shown}, undefined, '\t')}\n`
	},
	async influx(events: readonly StoredEvent[]) {
		const encode = await loadEncoder('influx')
		const points = events.map(event => eventPoint(event, {}, BigInt(event.time) * 1_000_000n))
		return [...encode(points, {timestamp: 'ns'})].join('')
	},
}

/** `2026-01-01 00:01:00Z`: UTC, as everything that is stored. */
const timeOf = ({time}: StoredEvent): string =>
	new Date(time).toISOString().replace('T', ' ').replace(/\.\d+/, '')
