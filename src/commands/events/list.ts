import fs from 'node:fs'
import path from 'node:path'
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
		const events = all.filter(event => isOf(event, options.device, around))
		const format = options.format ?? (io.stdout.isTTY ? 'table' : 'json')
		io.out(await formats[format](events))
		return ExitCode.ok
	} finally {
		state.close()
	}
}

/** A device is named by its kind, by its address, or by its name in the configuration file. */
function isOf(
	event: StoredEvent,
	name: string | undefined,
	{catalog, configuration}: CommandSurroundings,
): boolean {
	if (name === undefined || event.device === name || event.source === name) return true
	const entry = configuration?.devices.get(name)
	const host = entry?.layer(
		'host',
		catalog.devices.find(one => one.name === entry.kind)?.options.host ?? {help: ''},
	)
	return entry?.kind === event.device && host?.value === event.source
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
