import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {expect, it} from 'vitest'
import {systemClock} from '../../src/clock.ts'
import {assess} from '../../src/devices/fc/assess.ts'
import type {Sighting} from '../../src/devices/fc/rules/judge.ts'
import {DEFAULTS} from '../../src/devices/fc/rules/parameters.ts'
import {loadLedger, loadSite} from '../../src/devices/fc/store/load.ts'
import {saveSite} from '../../src/devices/fc/store/save.ts'
import {fcSchema} from '../../src/devices/fc/store/schema.ts'
import {openState} from '../../src/state/index.ts'
import {START} from '../contract/fc/collector.ts'

const POLLS = 8640
const EXPORTERS = 40
/** Every tenth exporter is down at every other poll. */
const flaps = (index: number) => index % 10 === 0
const quiet = () => {}
const log = {error: quiet, warn: quiet, info: quiet, debug: quiet, hide: quiet, flush: quiet}

it('a month of polls every 5 minutes, with exporters that flap', {timeout: 600_000}, async () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-month-'))
	const state = await openState(folder, {clock: systemClock, log, schemas: [fcSchema]})
	const sizes: number[] = []
	const startedAt = performance.now()
	let downtime: readonly number[] = []
	for (let poll = 0; poll < POLLS + 300; poll++) {
		const at = START + poll * 300
		await state.transaction(({database}) => {
			const before = loadSite(database, 'default')
			const ledger = before && loadLedger(database, before.id, at, DEFAULTS.month, at - DEFAULTS.window)
			const reads = {ok: 1, failed: 0, never: 0}
			const assessed = assess(before, ledger, sightings(poll), reads, 0, at, DEFAULTS)
			saveSite(database, before, {
				name: 'default',
				at,
				moment: {wall: at},
				parameters: DEFAULTS,
				collectors: [],
				pause: assessed.pause,
				verdicts: assessed.exporters.map(({verdict}) => verdict),
				forgotten: assessed.forgotten,
			})
			downtime = assessed.exporters.map(({account}) => account.down)
		})
		if (poll % 1000 === 0) sizes.push(size(folder))
	}
	state.close()
	const milliseconds = (performance.now() - startedAt) / (POLLS + 300)
	console.log(
		`${milliseconds.toFixed(1)} ms a poll; MiB of the state: ${sizes.map(bytes => (bytes / 2 ** 20).toFixed(1)).join(' ')}`,
	)
	fs.rmSync(folder, {recursive: true})
	// Half of the month, to the second, for those that flap; nothing for the others.
	expect(new Set(downtime)).toEqual(new Set([DEFAULTS.month / 2, 0]))
	expect(downtime.filter(seconds => seconds > 0)).toHaveLength(EXPORTERS / 10)
	// 4 exporters x 4320 intervals and 8640 changes.
	expect(Math.max(...sizes)).toBeLessThan(12 * 2 ** 20)
})

function sightings(poll: number): Map<string, Sighting> {
	const list = Array.from({length: EXPORTERS}, (_, index): [string, Sighting] => {
		const isUp = !flaps(index) || poll % 2 === 0
		const exporter = `192.0.2.${index}`
		return [
			exporter,
			{
				exporter,
				interface: undefined,
				bps: isUp ? 800 : 0,
				maxBps: undefined,
				avgBps: undefined,
				collectors: 1,
				seen: 1,
				listed: 1,
				positive: isUp ? 1 : 0,
				isIgnored: false,
			},
		]
	})
	return new Map(list)
}

const size = (folder: string): number =>
	fs.readdirSync(folder).reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0)
