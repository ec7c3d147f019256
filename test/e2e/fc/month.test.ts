import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {expect, it, onTestFinished} from 'vitest'
import {systemClock} from '../../../src/clock.ts'
import {DEFAULTS} from '../../../src/devices/fc/rules/parameters.ts'
import {loadExporters, loadLedger, loadSite} from '../../../src/devices/fc/store/load.ts'
import {saveSite} from '../../../src/devices/fc/store/save.ts'
import {fcSchema} from '../../../src/devices/fc/store/schema.ts'
import {noPast, survey} from '../../../src/devices/fc/survey.ts'
import {Names} from '../../../src/devices/fc/table/names.ts'
import {Sightings} from '../../../src/devices/fc/table/sightings.ts'
import {openState} from '../../../src/state/index.ts'
import {START} from '../../contract/fc/collector.ts'

/** Seconds from one poll to the next. With LINESTAT_MONTH=full it is the usual one, which makes 8640 polls of a month. */
const INTERVAL = process.env.LINESTAT_MONTH === 'full' ? 300 : 1800
const PARAMETERS = {...DEFAULTS, maxGap: Math.max(DEFAULTS.maxGap, 2 * INTERVAL)}
const POLLS = DEFAULTS.month / INTERVAL
/** Polls beyond the month, in which as much is forgotten as is learned. An even number, so that the last poll is a down one. */
const MORE = POLLS / 20
/** Every poll waits until the disk has it: in memory, where there is such a folder, the disk's pace does not matter. */
const PLACE = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir()
const EXPORTERS = 40
/** Every tenth exporter is down at every other poll. */
const flaps = (index: number) => index % 10 === 0
const quiet = () => {}
const log = {error: quiet, warn: quiet, info: quiet, debug: quiet, hide: quiet, flush: quiet}

it('a month of polls, with exporters that flap', {timeout: 3_600_000}, async () => {
	const folder = fs.mkdtempSync(path.join(PLACE, 'linestat-month-'))
	onTestFinished(() => fs.rmSync(folder, {recursive: true}))
	const state = await openState(folder, {clock: systemClock, log, schemas: [fcSchema]})
	onTestFinished(() => state.close())
	const sizes: number[] = []
	const startedAt = performance.now()
	let downtime: readonly number[] = []
	for (let poll = 0; poll < POLLS + MORE; poll++) {
		const at = START + poll * INTERVAL
		await state.transaction(({database}) => {
			const before = loadSite(database, 'default')
			const past = before && {
				exporters: loadExporters(database, before),
				ledger: loadLedger(database, before.id, at, PARAMETERS.month, at - PARAMETERS.window),
				removed: 0,
			}
			const reads = {ok: 1, failed: 0, never: 0}
			const found = survey(before, past ?? noPast, sightings(poll), reads, at, PARAMETERS)
			saveSite(database, {
				name: 'default',
				at,
				moment: {wall: at},
				parameters: PARAMETERS,
				collectors: [],
				pause: found.pause,
				written: found.written,
			})
			downtime = [...found.findings].map(({down}) => down)
		})
		if (poll % (POLLS / 10) === 0) sizes.push(size(folder))
	}
	const milliseconds = (performance.now() - startedAt) / (POLLS + MORE)
	console.log(
		`${milliseconds.toFixed(1)} ms a poll; MiB of the state: ${sizes.map(bytes => (bytes / 2 ** 20).toFixed(1)).join(' ')}`,
	)
	// Half of the month, to the second, for those that flap; nothing for the others.
	expect(new Set(downtime)).toEqual(new Set([DEFAULTS.month / 2, 0]))
	expect(downtime.filter(seconds => seconds > 0)).toHaveLength(EXPORTERS / 10)
	// 4 exporters x 4320 intervals and 8640 changes.
	expect(Math.max(...sizes)).toBeLessThan(12 * 2 ** 20)
})

function sightings(poll: number): Sightings {
	const names = new Names()
	const all = Array.from({length: EXPORTERS}, (_, index) => names.add(`192.0.2.${index}`))
	const found = new Sightings(names)
	for (const index of all) {
		const isUp = !flaps(index) || poll % 2 === 0
		const [bps, maxBps, avgBps] = [isUp ? 800 : 0, Number.NaN, Number.NaN]
		found.add(index, {bit: 1, bps, maxBps, avgBps, isUp, isIgnored: false})
	}
	return found
}

const size = (folder: string): number =>
	fs.readdirSync(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0)
