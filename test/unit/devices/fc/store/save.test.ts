import fs from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {expect, it, onTestFinished} from 'vitest'
import {folder as temporaryFolder} from '../../../../folder.ts'
import {openPolls, pollOnce, sightingsOf} from '../../../../simulators/fc/polls.ts'

const START = 1_767_225_600
const EXPORTERS = 2000

async function polls() {
	const folder = temporaryFolder()
	const state = await openPolls(folder)
	onTestFinished(() => state.close())
	/** What a poll writes: rows, and bytes of the log that SQLite puts them into first. */
	const written = async (at: number, isUp: (index: number) => boolean) => {
		const changes = () =>
			state.transaction(({database}) =>
				Number(database.prepare('SELECT total_changes() AS rows').get()?.rows),
			)
		const bytes = () => fs.statSync(`${folder}/linestat.sqlite-wal`).size
		const before = {rows: await changes(), bytes: bytes()}
		await pollOnce(state, START + at, sightingsOf(EXPORTERS, isUp))
		return {rows: (await changes()) - before.rows, bytes: bytes() - before.bytes}
	}
	return {folder, written}
}

it('a poll in which nothing changed writes no exporter', async () => {
	const {folder, written} = await polls()
	const isUp = (index: number) => index % 3 > 0
	expect((await written(0, isUp)).rows).toBeGreaterThan(EXPORTERS)
	for (const at of [300, 600, 900]) {
		const {rows, bytes} = await written(at, isUp)
		// The site, and its collector out and in.
		expect(rows).toBe(3)
		expect(bytes).toBeLessThanOrEqual(5 * 4120)
	}
	// Nevertheless, what has passed counts: a third is down since the first poll.
	const database = new DatabaseSync(`${folder}/linestat.sqlite`, {readOnly: true})
	const row = database
		.prepare('SELECT at, (SELECT count(*) FROM fc_interval) AS intervals FROM fc_site')
		.get()
	database.close()
	expect(row).toEqual({at: START + 900, intervals: 0})
})

it('a poll in which some changed writes these', async () => {
	const {written} = await polls()
	await written(0, () => true)
	expect(await written(300, index => index >= 10)).toMatchObject({rows: 3 + 10 + 10})
	// Up again: the row, the change and the interval that is over, which first looks for one that it goes on with.
	expect(await written(600, () => true)).toMatchObject({rows: 3 + 10 + 10 + 10})
})
