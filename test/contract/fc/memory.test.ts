import fs from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {describe, expect, it} from 'vitest'
import {START} from './collector.ts'
import {fieldsOf, type Polling, polling, startCollector} from './site.ts'

/** Polls of a collector whose exporter was up at the first one and is down ever since. */
async function begun(): Promise<Polling & {state: string}> {
	const one = await startCollector()
	const site = polling([one])
	one.write({'192.0.2.1': 8}, START)
	expect((await site.poll(0)).status).toBe(0)
	one.write({'192.0.2.1': 0}, START + 240)
	return {...site, state: `${site.folder}/state/linestat.sqlite`}
}

it.each([
	['no database', () => Buffer.from('not a database, but long enough to be taken for one'.repeat(200))],
	['cut off', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
	[
		'overwritten behind its head',
		(whole: Buffer) => Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 7)]),
	],
])('a state that is %s is moved aside, which the status tells once', async (_name, damage) => {
	const {poll, state} = await begun()
	const damaged = damage(fs.readFileSync(state))
	fs.writeFileSync(state, damaged)

	const first = await poll(300)
	expect(first.status).toBe(6)
	expect(first.stderr).toMatch(/What was remembered is in .*\.corrupt-\d{8}T\d{6}Z, damaged/)
	// Everything is printed, as at the first poll ever.
	expect(fieldsOf(first, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '0i', went_down: '0i'})
	const [aside, ...more] = fs.globSync(`${state}.corrupt-*`).filter(file => !/-(wal|shm|journal)$/.test(file))
	expect(more).toEqual([])
	expect(fs.readFileSync(aside ?? '').equals(damaged)).toBe(true)

	const second = await poll(600)
	expect(second).toMatchObject({status: 0, stderr: ''})
	expect(fieldsOf(second, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({downtime_seconds: '300i'})
})

it('a state that is damaged while the collectors are read is moved aside, too', async () => {
	const one = await startCollector()
	const site = polling([one])
	const state = `${site.folder}/state/linestat.sqlite`
	one.write({'192.0.2.1': 8}, START)
	await site.poll(0)
	const content = one.files.values().next().value?.content ?? Buffer.alloc(0)
	const damage = () => {
		fs.rmSync(`${state}-wal`, {force: true})
		fs.writeFileSync(state, Buffer.alloc(20_000, 7))
		return content
	}
	for (const file of one.files.values()) Object.defineProperty(file, 'content', {get: damage})
	const ran = await site.poll(300)
	expect(ran.status).toBe(6)
	expect(ran.stderr).toMatch(/\.corrupt-/)
	expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '1i'})
	one.write({'192.0.2.1': 8}, START + 540)
	expect(await site.poll(600)).toMatchObject({status: 0, stderr: ''})
})

/** Overwrites the first page of a table, which is read when the table is. */
function damage(state: string, table: string): void {
	const database = new DatabaseSync(state)
	const row = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)
	const {page_size: size} = database.prepare('PRAGMA page_size').get() ?? {}
	database.close()
	const file = fs.openSync(state, 'r+')
	fs.writeSync(
		file,
		Buffer.alloc(Number(size), 7),
		0,
		Number(size),
		(Number(row?.rootpage) - 1) * Number(size),
	)
	fs.closeSync(file)
}

function change(state: string, sql: string): void {
	const database = new DatabaseSync(state)
	database.exec(sql)
	database.close()
}

describe('tables that only events need, behind those of the exporters', () => {
	it('are damaged: all is moved aside, which the status tells once', async () => {
		const {poll, state} = await begun()
		damage(state, 'document')
		const first = await poll(300)
		expect(first.status).toBe(6)
		expect(first.stderr).toMatch(/The state .* was damaged and is begun anew; the old file is .*\.corrupt-/)
		// What was known until then is printed.
		expect(fieldsOf(first, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '0i', went_down: '1i'})
		const second = await poll(600)
		expect(second).toMatchObject({status: 0, stderr: ''})
		expect(fieldsOf(second, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '0i', went_down: '0i'})
	})

	it('cannot be written: the status tells it, and the change is still printed once', async () => {
		const {poll, state} = await begun()
		change(state, "CREATE TRIGGER no BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'full'); END")
		const first = await poll(300)
		expect(first.status).toBe(6)
		expect(first.stderr).toMatch(/^E! The state .*linestat\.sqlite was not saved: full/)
		expect(first.stdout.match(/kind=exporter_down/g)).toHaveLength(1)
		change(state, 'DROP TRIGGER no')
		const second = await poll(600)
		expect(second).toMatchObject({status: 0, stderr: ''})
	})
})

it('a state that cannot be saved is a failure, and the change is found by the next poll', async () => {
	const {poll, state} = await begun()
	const refuse = "CREATE TRIGGER full BEFORE UPDATE ON fc_site BEGIN SELECT RAISE(ABORT, 'full'); END"
	change(state, refuse)
	const first = await poll(300)
	expect(first.status).toBe(6)
	expect(first.stderr).toMatch(/The state .*linestat\.sqlite was not saved/)
	expect(fieldsOf(first, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '0i'})
	expect(first.stdout).not.toContain('linestat_event')

	change(state, 'DROP TRIGGER full')
	const second = await poll(600)
	expect(second).toMatchObject({status: 0, stderr: ''})
	expect(second.stdout.match(/kind=exporter_down/g)).toHaveLength(1)
})

it('a state of a newer linestat is left as it is', async () => {
	const {poll, state} = await begun()
	const database = new DatabaseSync(state)
	database.exec('UPDATE schema SET version = 99')
	database.close()
	const before = fs.readFileSync(state)
	const ran = await poll(300)
	expect(ran.status).toBe(6)
	expect(ran.stderr).toContain('written by a newer linestat')
	expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({up: '0i'})
	expect(fs.readFileSync(state).equals(before)).toBe(true)
})
