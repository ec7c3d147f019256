import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {expect, it, onTestFinished} from 'vitest'
import {DEFAULTS} from '../../../src/devices/fc/rules/parameters.ts'
import {START} from '../../contract/fc/collector.ts'
import {flapping, openPolls, sizeOf} from '../../simulators/fc/polls.ts'

/** Seconds from one poll to the next. With LINESTAT_MONTH=full it is the usual one, which makes 8640 polls of a month. */
const INTERVAL = process.env.LINESTAT_MONTH === 'full' ? 300 : 1800
const POLLS = DEFAULTS.month / INTERVAL
/** Polls beyond the month, in which as much is forgotten as is learned. An even number, so that the last poll is a down one. */
const MORE = POLLS / 20
/** Every poll waits until the disk has it: in memory, where there is such a folder, the disk's pace does not matter. */
const PLACE = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir()
const EXPORTERS = 40

it('a month of polls, with exporters that flap', {timeout: 3_600_000}, async () => {
	const folder = fs.mkdtempSync(path.join(PLACE, 'linestat-month-'))
	onTestFinished(() => fs.rmSync(folder, {recursive: true}))
	const state = await openPolls(folder)
	onTestFinished(() => state.close())
	const sizes: number[] = []
	const startedAt = performance.now()
	let downtime: readonly number[] = []
	const polls = {start: START, interval: INTERVAL, exporters: EXPORTERS, polls: POLLS + MORE}
	for await (const {poll, survey} of flapping(state, polls)) {
		downtime = [...survey.findings].map(({down}) => down)
		if (poll % (POLLS / 10) === 0) sizes.push(sizeOf(folder))
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
