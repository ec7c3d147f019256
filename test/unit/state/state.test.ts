import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import {DatabaseSync} from 'node:sqlite'
import {setTimeout as wait} from 'node:timers/promises'
import {expect, it} from 'vitest'
import type {EventRecord} from '../../../src/state/index.ts'
import {openState} from '../../../src/state/index.ts'
import {folder} from '../../folder.ts'
import {spawn} from '../../spawn.ts'
import {handClock, listeningLog, openTestState} from '../../state.ts'

const key = {device: 'fake', source: 'here', key: 'poll'}
const event: EventRecord = {
	kind: 'interface_down',
	device: 'fake',
	source: 'here',
	subject: {interface: 'eth0'},
	time: 1000,
	from: 'up',
	to: 'down',
	message: 'eth0 went down',
}
const fileIn = (dir: string) => path.join(dir, 'linestat.sqlite')

it('gives back what an earlier run has kept, to the last digit', async () => {
	const dir = folder()
	const first = await openState(dir, {clock: handClock(), log: listeningLog().log})
	await first.transaction(({documents}) => documents.set(key, {counter: 2n ** 63n - 1n, snr: 6.5, up: true}))
	first.close()
	const {state, said} = await openTestState(dir)
	const read = await state.transaction(({documents}) => documents.get(key))
	expect(read).toEqual({counter: 2n ** 63n - 1n, snr: 6.5, up: true})
	expect(await state.transaction(({documents}) => documents.get({...key, source: 'there'}))).toBeUndefined()
	expect(said()).toBe('')
})

it('is readable by its user alone, with its journal', async () => {
	const dir = folder()
	const {state} = await openTestState(dir)
	await state.transaction(({documents}) => documents.set(key, 1))
	const modes = fs.readdirSync(dir).map(name => [name, fs.statSync(path.join(dir, name)).mode & 0o777])
	expect(modes.map(([name]) => name)).toContain('linestat.sqlite')
	expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([])
})

it('keeps all of a transaction or nothing', async () => {
	const {state} = await openTestState(folder())
	const failing = state.transaction(({documents, events}) => {
		documents.set(key, 'half')
		events.add(event)
		throw new Error('in the middle')
	})
	await expect(failing).rejects.toThrow('in the middle')
	await state.transaction(({documents, events}) => {
		expect(documents.get(key)).toBeUndefined()
		expect(events.list()).toEqual([])
	})
})

it('lists events in the order of time, by device and since', async () => {
	const {state} = await openTestState(folder())
	await state.transaction(({events}) => {
		events.add({...event, time: 3000, from: undefined, count: 2})
		events.add(event)
		events.route('fake', 'here', ({time}) => (time === 1000 ? ['syslog', 'discord'] : []))
		events.add({...event, device: 'other'})
	})
	await state.transaction(({events}) => {
		expect(events.list().map(({time, device}) => [time, device])).toEqual([
			[1000, 'fake'],
			[1000, 'other'],
			[3000, 'fake'],
		])
		expect(events.list({device: 'fake', since: 1000, limit: 1}).map(({time}) => time)).toEqual([3000])
		const [first] = events.list({device: 'fake'})
		expect(first).toEqual({
			...event,
			id: 2,
			count: 1,
			deliveries: {syslog: 'pending', discord: 'pending'},
		})
	})
})

it('hands an event to one process at a time, and again when that has died', async () => {
	const {state} = await openTestState(folder())
	await state.transaction(({events}) => {
		events.add(event)
		events.route('fake', 'here', () => ['syslog'])
		events.route('fake', 'here', () => ['syslog'])
		expect(events.claim('syslog', 5000, 65_000)).toHaveLength(1)
		expect(events.claim('syslog', 6000, 66_000)).toEqual([])
		expect(events.claim('syslog', 65_000, 125_000)).toHaveLength(1)
		events.settle('syslog', [1], 'sent')
		expect(events.claim('syslog', 999_000, 999_999)).toEqual([])
		expect(events.list()[0]?.deliveries).toEqual({syslog: 'sent'})
	})
})

it('forgets what is old, and counts what waits for a target in vain', async () => {
	const {state} = await openTestState(folder())
	await state.transaction(({events}) => {
		for (let time = 1; time <= 10; time++) events.add({...event, time})
		events.route('fake', 'here', ({time}) => ['syslog', ...(time > 8 ? ['exec'] : [])])
		events.prune(3, 5)
		expect(events.list().map(({time}) => time)).toEqual([3, 4, 5, 6, 7, 8, 9, 10])
		expect(events.claim('syslog', 0, 1).map(({time}) => time)).toEqual([6, 7, 8, 9, 10])
		expect(events.claim('exec', 0, 1)).toHaveLength(2)
		expect(events.target('syslog')).toMatchObject({failures: 0, notBefore: 0, dropped: 3})
	})
})

it('refuses a file of a newer linestat and leaves it as it is', async () => {
	const dir = folder()
	const {state} = await openTestState(dir)
	await state.transaction(({database}) => database.exec('UPDATE schema SET version = 99'))
	state.close()
	const before = fs.readFileSync(fileIn(dir))
	await expect(openTestState(dir)).rejects.toThrow(/written by a newer linestat \(linestat 99\)/)
	expect(fs.readFileSync(fileIn(dir)).equals(before)).toBe(true)
})

it.each([
	['no database', () => Buffer.from('not a database, but long enough to be taken for one'.repeat(200))],
	['a database cut off', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
	[
		'a database overwritten',
		(whole: Buffer) => Buffer.concat([whole.subarray(0, 100), Buffer.alloc(9000, 7)]),
	],
])('moves a damaged file aside and says so: %s', async (_name, damage) => {
	const dir = folder()
	const {state: old} = await openTestState(dir)
	await old.transaction(({events}) => {
		for (let n = 0; n < 200; n++) events.add({...event, message: 'x'.repeat(500)})
	})
	old.close()
	const damaged = damage(fs.readFileSync(fileIn(dir)))
	fs.writeFileSync(fileIn(dir), damaged)

	const {state, said} = await openTestState(dir, {clock: handClock('2026-03-01T10:20:30Z')})
	await state.transaction(({events}) => {
		events.list()
		events.add(event)
	})
	expect(state.movedAside).toBe(`${fileIn(dir)}.corrupt-20260301T102030Z`)
	expect(fs.readFileSync(state.movedAside ?? '').equals(damaged)).toBe(true)
	expect(said()).toMatch(/was damaged and is begun anew; the old file is .*corrupt-20260301T102030Z\.$/m)
	expect(await state.transaction(({events}) => events.list())).toHaveLength(1)
	expect(fs.statSync(fileIn(dir)).mode & 0o777).toBe(0o600)
})

it('waits for the transaction of another, and says so when it takes too long', async () => {
	const dir = folder()
	const {state} = await openTestState(dir, {waitMs: 200})
	const other = new DatabaseSync(fileIn(dir))
	other.exec('BEGIN IMMEDIATE')
	const start = performance.now()
	await expect(state.transaction(() => {})).rejects.toThrow(/has been locked for 0\.2 s/)
	expect(performance.now() - start).toBeLessThan(5000)

	const waiting = state.transaction(({documents}) => documents.set(key, 'after'))
	await wait(40)
	other.exec('COMMIT')
	await waiting
	expect(await state.transaction(({documents}) => documents.get(key))).toBe('after')
	other.close()
})

it('ends the waiting with the reason of the signal', async () => {
	const dir = folder()
	const {state} = await openTestState(dir, {waitMs: 60_000, signal: AbortSignal.timeout(50)})
	const other = new DatabaseSync(fileIn(dir))
	other.exec('BEGIN IMMEDIATE')
	await expect(state.transaction(() => {})).rejects.toThrow(/timeout/)
	other.close()
})

it('says that a full disk did not take the state, and goes on when there is room', async () => {
	const {state} = await openTestState(folder())
	const pages = await state.transaction(({database}) => {
		const {page_count} = database.prepare('PRAGMA page_count').get() ?? {}
		database.exec(`PRAGMA max_page_count = ${page_count}`)
		return page_count
	})
	const filling = state.transaction(({documents}) => documents.set(key, 'x'.repeat(100_000)))
	await expect(filling).rejects.toMatchObject({
		message: expect.stringMatching(/not saved: the disk is full/),
		exitCode: 6,
	})
	await state.transaction(({database, documents}) => {
		database.exec(`PRAGMA max_page_count = ${Number(pages) + 1000}`)
		expect(documents.get(key)).toBeUndefined()
		documents.set(key, 'y')
	})
})

it.each(['/sys', '/nonexistent/folder'])('says that it cannot write in %s', async dir => {
	await expect(openTestState(dir)).rejects.toMatchObject({
		message: expect.stringMatching(/not saved: it cannot be written/),
		exitCode: 6,
	})
})

it('gives space back that events have left', async () => {
	const dir = folder()
	const {state} = await openTestState(dir)
	await state.transaction(({events}) => {
		for (let n = 0; n < 20_000; n++) events.add({...event, message: 'x'.repeat(500)})
	})
	await state.transaction(({events}) => events.prune(2000, 0))
	state.close()
	const full = fs.statSync(fileIn(dir)).size
	for (let n = 0; n < 4; n++) {
		const {state: later} = await openTestState(dir)
		later.close()
	}
	expect(full).toBeGreaterThan(7_000_000)
	expect(fs.statSync(fileIn(dir)).size).toBeLessThan(5_000_000)
})

const counting = (dir: string, counts: number) => [
	process.execPath,
	`${import.meta.dirname}/../../programs/state.ts`,
	dir,
	String(counts),
]

it('loses nothing when 8 processes begin and write at once', async () => {
	const dir = folder()
	const runs = await Promise.all(Array.from({length: 8}, () => spawn(counting(dir, 10))))
	expect(runs.map(({status, stderr}) => ({status, stderr}))).toEqual(
		runs.map(() => ({status: 0, stderr: 'begun\n'})),
	)
	const {state} = await openTestState(dir)
	const {count, events} = await state.transaction(({documents, events}) => ({
		count: documents.get({device: 'fake', source: 'here', key: 'count'}),
		events: events.list(),
	}))
	expect(count).toBe(80n)
	expect(events.map(({to}) => Number(to)).toSorted((a, b) => a - b)).toEqual(
		Array.from({length: 80}, (_, index) => index + 1),
	)
})

it('is whole after any number of kills: every count has its event', async () => {
	const dir = folder()
	for (let n = 0; n < 8; n++) {
		await spawn(counting(dir, 100_000), {
			onOutput: child => void setTimeout(() => child.kill('SIGKILL'), Math.random() * 60),
		})
	}
	const {state, said} = await openTestState(dir)
	await state.transaction(({documents, events, database}) => {
		const count = Number(documents.get({device: 'fake', source: 'here', key: 'count'}))
		expect(count).toBeGreaterThan(0)
		expect(events.list().map(({to}) => Number(to))).toEqual(
			Array.from({length: count}, (_, index) => index + 1),
		)
		expect(database.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'})
	})
	expect(said()).toBe('')
})
