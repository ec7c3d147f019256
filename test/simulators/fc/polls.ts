import fs from 'node:fs'
import path from 'node:path'
import {systemClock} from '../../../src/clock.ts'
import {DEFAULTS, type Parameters} from '../../../src/devices/fc/rules/parameters.ts'
import {loadExporters, loadLedger, loadSite} from '../../../src/devices/fc/store/load.ts'
import {saveSite} from '../../../src/devices/fc/store/save.ts'
import {fcSchema} from '../../../src/devices/fc/store/schema.ts'
import type {KnownCollector} from '../../../src/devices/fc/store/site.ts'
import {noPast, type Survey, survey} from '../../../src/devices/fc/survey.ts'
import {Names} from '../../../src/devices/fc/table/names.ts'
import {Sightings} from '../../../src/devices/fc/table/sightings.ts'
import {openState, type State} from '../../../src/state/index.ts'

/** Polls with everything but the collectors: judged with what the state has, and saved. */

const quiet = () => {}
const log = {error: quiet, warn: quiet, info: quiet, debug: quiet, hide: quiet, flush: quiet}

export const openPolls = (folder: string): Promise<State> =>
	openState(folder, {clock: systemClock, log, schemas: [fcSchema]})

/** So many exporters at one collector, of which some are up. */
export function sightingsOf(count: number, isUp: (index: number) => boolean): Sightings {
	const names = new Names()
	const numbers = Array.from({length: count}, (_, index) => names.add(`10.0.${index >> 8}.${index & 255}`))
	const sightings = new Sightings(names)
	for (const [index, number] of numbers.entries()) {
		sightings.add(number, {
			bit: 1,
			bps: isUp(index) ? 800 : 0,
			maxBps: 1600,
			avgBps: 400,
			isUp: isUp(index),
			isIgnored: false,
		})
	}
	return sightings
}

const collector: KnownCollector = {
	name: 'fc1',
	bit: 1,
	result: 'ok',
	since: 0,
	readAt: undefined,
	rows: undefined,
	identity: undefined,
}

/** One poll at a time, in seconds. */
export function pollOnce(
	state: State,
	at: number,
	sightings: Sightings,
	parameters: Parameters = DEFAULTS,
): Promise<Survey> {
	return state.transaction(({database}) => {
		const before = loadSite(database, 'default')
		const past = before && {
			exporters: loadExporters(database, before),
			ledger: loadLedger(database, before.id, at, parameters.month, at - parameters.window),
			removed: 0,
		}
		const reads = {ok: 1, failed: 0, never: 0}
		const found = survey(before, past ?? noPast, sightings, reads, at, parameters)
		saveSite(database, {
			name: 'default',
			at,
			moment: {wall: at},
			parameters,
			collectors: [{...collector, readAt: at}],
			pause: found.pause,
			written: found.written,
		})
		return found
	})
}

export interface MonthOptions {
	/** Seconds of the first poll, and from one poll to the next. */
	readonly start: number
	readonly interval: number
	/** Every tenth is down at every other poll, the first and the last of a month among these. */
	readonly exporters: number
	readonly polls: number
}

/** Polls with exporters that flap, one after the other. */
export async function* flapping(
	state: State,
	{start, interval, exporters, polls}: MonthOptions,
): AsyncGenerator<{poll: number; survey: Survey}> {
	const parameters = {...DEFAULTS, maxGap: Math.max(DEFAULTS.maxGap, 2 * interval)}
	const [up, mixed] = [sightingsOf(exporters, () => true), sightingsOf(exporters, index => index % 10 !== 0)]
	for (let poll = 0; poll < polls; poll++) {
		const sightings = poll % 2 === 0 ? up : mixed
		yield {poll, survey: await pollOnce(state, start + poll * interval, sightings, parameters)}
	}
}

/** Bytes of the files of a state. */
export const sizeOf = (folder: string): number =>
	fs.readdirSync(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0)
