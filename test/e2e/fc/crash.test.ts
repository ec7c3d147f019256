import {spawn} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {DatabaseSync} from 'node:sqlite'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type FakeCollector, openCollector} from '../../contract/fc/collector.ts'
import {type Receiver, startUdp} from '../../simulators/receivers.ts'
import {bin, linestat, run} from '../program.ts'

const KILLS = Number(process.env.LINESTAT_KILLS ?? 300)
/** Some polls end before their time has come. */
const MOST_POLLS = 3 * KILLS

/** The polls are of the last hours: older events are forgotten, whatever time a poll is told. */
const START = Math.floor(Date.now() / 60_000) * 60 - (MOST_POLLS + 1) * 60

let collector: FakeCollector
let server: Receiver
let folder: string
beforeAll(async () => {
	collector = await openCollector()
	server = await startUdp()
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-crash-'))
	fs.writeFileSync(path.join(folder, 'known_hosts'), collector.knownHost)
	fs.writeFileSync(path.join(folder, 'password'), 'secret', {mode: 0o600})
	const log = {type: 'syslog', address: `127.0.0.1:${server.port}`}
	fs.writeFileSync(path.join(folder, 'linestat.yaml'), JSON.stringify({notify: {log}}), {mode: 0o600})
})
afterAll(async () => {
	await collector.close()
	await server[Symbol.asyncDispose]()
	fs.rmSync(folder, {recursive: true, force: true})
})

const args = (t: number, state: string) => [
	...[
		'fc',
		'--collector',
		`root@127.0.0.1:${collector.port}`,
		'--known-hosts',
		path.join(folder, 'known_hosts'),
	],
	...['--password-file', path.join(folder, 'password'), '--state-dir', path.join(folder, state)],
	...['--now', String(START + t), '--format', 'influx'],
]

const stateOf = (state: string) =>
	new DatabaseSync(path.join(folder, state, 'linestat.sqlite'), {readOnly: true})

describe('a poll that is killed at any moment', () => {
	it(`leaves the old state or the new one, ${KILLS} times`, {timeout: 600_000}, async () => {
		// The truth: what the file said at the last poll that was saved, and every change between two saved polls.
		const notifying = ['--config', path.join(folder, 'linestat.yaml')]
		let saved: {at: number; isUp: boolean} | undefined
		const truth: string[] = []
		let random = 42
		const chance = () => {
			random = (random * 1_103_515_245 + 12_345) % 2 ** 31
			return random / 2 ** 31
		}
		const lastSaved = () => {
			if (!fs.existsSync(path.join(folder, 'killed/linestat.sqlite'))) return undefined
			const database = stateOf('killed')
			try {
				expect(database.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'})
				const tables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'fc_site'").all()
				const [site] = tables.length === 0 ? [] : database.prepare('SELECT at FROM fc_site').all()
				return site === undefined ? undefined : Number(site.at)
			} finally {
				database.close()
			}
		}
		let [killed, savedAndKilled] = [0, 0]
		let index = 0
		/** How long a poll takes on this machine and a bit more, in milliseconds; kills are spread over it. */
		let length = 300
		for (; killed < KILLS && index < MOST_POLLS; index++) {
			const at = index * 60
			const isUp = chance() < 0.5
			collector.write({'192.0.2.1': isUp ? 8 : 0, '192.0.2.2': 8}, START + at)
			const child = spawn(process.execPath, [bin, ...args(at, 'killed'), ...notifying], {
				stdio: 'ignore',
				env: {PATH: process.env.PATH},
			})
			const timer = setTimeout(() => child.kill('SIGKILL'), chance() * length)
			const begun = performance.now()
			await once(child, 'close')
			clearTimeout(timer)
			const wasKilled = child.signalCode === 'SIGKILL'
			if (wasKilled) killed++
			else length = 0.8 * length + 0.2 * 1.2 * (performance.now() - begun)
			if (lastSaved() !== START + at) continue
			if (wasKilled) savedAndKilled++
			if (saved !== undefined && saved.isUp !== isUp) truth.push(`${START + at} ${isUp ? 'up' : 'down'}`)
			saved = {at, isUp}
		}
		expect(killed).toBe(KILLS)
		// What a killed process was sending is sent by another when a minute has passed.
		const sending = new DatabaseSync(path.join(folder, 'killed/linestat.sqlite'))
		sending.exec('UPDATE delivery SET claimed_until = 0')
		sending.close()
		const isUp = saved?.isUp ?? true
		collector.write({'192.0.2.1': isUp ? 8 : 0, '192.0.2.2': 8}, START + index * 60)
		expect(await linestat([...args(index * 60, 'killed'), ...notifying])).toMatchObject({
			status: 0,
			stderr: '',
		})

		const database = stateOf('killed')
		const changes = database
			.prepare(
				"SELECT c.at, c.state FROM fc_change c JOIN fc_exporter e ON e.id = c.exporter WHERE e.exporter = '192.0.2.1' ORDER BY c.at",
			)
			.all()
			.map(({at, state}) => `${at} ${state}`)
		const events = database
			.prepare(
				"SELECT time / 1000 AS at, after FROM event WHERE kind IN ('exporter_up', 'exporter_down') ORDER BY time",
			)
			.all()
			.map(({at, after}) => `${at} ${after}`)
		database.close()
		expect(changes).toEqual(truth)
		expect(events).toEqual(truth)
		const sent = server.got.map(text => {
			const [, to, since] = / state="(up|down)" since="(\d+)"/.exec(text) ?? []
			return `${since} ${to}`
		})
		expect(new Set(sent)).toEqual(new Set(truth))
		console.log(
			`${killed} of ${index} polls killed, ${savedAndKilled} after they had saved; ${truth.length} events, ${sent.length} messages`,
		)
		// Else the kills were all too early, or all too late, and nothing was tried.
		expect(savedAndKilled).toBeGreaterThan(KILLS / 50)
		expect(savedAndKilled).toBeLessThan(KILLS)
	})
})

describe('eight polls at once', () => {
	it('wait for each other, and all of them are counted', {timeout: 60_000}, async () => {
		collector.write({'192.0.2.1': 8}, START)
		const first = await linestat(args(0, 'together'))
		expect(first.status).toBe(0)
		collector.write({'192.0.2.1': 0}, START + 60)
		const all = await Promise.all(
			Array.from({length: 8}, (_, index) => linestat(args(60 + index, 'together'))),
		)
		for (const {status, stderr} of all) {
			if (status === 0) expect(stderr).toBe('')
			else expect(stderr).toContain('Another poll of these collectors has been running')
		}
		expect(all.filter(({status}) => status === 0).length).toBeGreaterThan(1)
		const events = await run([
			process.execPath,
			bin,
			'events',
			'--since',
			'36500d',
			'--state-dir',
			path.join(folder, 'together'),
			'--format',
			'json',
		])
		expect(events.stdout.match(/exporter_down/g)).toHaveLength(1)
	})
})
