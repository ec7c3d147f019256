import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {flapping, openPolls, sizeOf} from '../../test/simulators/fc/polls.ts'

const START = 1_767_225_600
const INTERVAL = 300
const DAY = 86_400
const EXPORTERS = 100
const POLLS_A_DAY = DAY / INTERVAL
const DAYS = [1, 10, 20, 30, 33]

/** A month and three days of polls every 5 minutes, with every tenth exporter down at every other: what the state takes. */
export async function monthTable(): Promise<string> {
	// The disk's pace is another matter.
	const place = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir()
	const folder = fs.mkdtempSync(path.join(place, 'linestat-month-'))
	const lines = [
		`| State of ${EXPORTERS} exporters, ${EXPORTERS / 10} of which change at every poll, after days | MiB | ms a poll |`,
		'|---:|---:|---:|',
	]
	const state = await openPolls(folder)
	try {
		let begun = performance.now()
		const polls = {start: START, interval: INTERVAL, exporters: EXPORTERS, polls: 33 * POLLS_A_DAY}
		for await (const {poll} of flapping(state, polls)) {
			if ((poll + 1) % POLLS_A_DAY !== 0) continue
			const day = (poll + 1) / POLLS_A_DAY
			const milliseconds = (performance.now() - begun) / POLLS_A_DAY
			const size = (sizeOf(folder) / 2 ** 20).toFixed(1)
			if (DAYS.includes(day)) lines.push(`| ${day} | ${size} | ${milliseconds.toFixed(1)} |`)
			begun = performance.now()
		}
	} finally {
		state.close()
		fs.rmSync(folder, {recursive: true})
	}
	return lines.join('\n')
}
