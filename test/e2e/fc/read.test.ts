import fs from 'node:fs'
import {describe, expect, it, onTestFinished} from 'vitest'
import {type Row, table} from '../../unit/devices/fc/files.ts'
import {startSshd} from '../servers/sshd.ts'
import {addUser, root} from '../servers/user.ts'
import {expectFailure, expectGood, rows, tableFile} from './expect.ts'
import {sshds, startServers} from './servers.ts'
import {collectorOn, siteOf, writeTable} from './site.ts'

const servers = startServers()

/** Tables of 2 MB, each with a row more: reading one takes longer than the time until the next is there. */
const tables = Array.from({length: 4}, (_, more) =>
	table(Array.from({length: 15_000 + more}, (_row, index) => ({exporter: `198.51.100.${index}`, bps: 8}))),
)

/** Replaces the file in place every few milliseconds, by one of another length each time, until it is told to stop. */
function rewriting(file: string): {stop(): void} {
	let number = 0
	const write = () => fs.writeFileSync(file, tables[++number % tables.length] ?? '')
	write()
	const timer = setInterval(write, 3)
	onTestFinished(() => clearInterval(timer))
	return {stop: () => clearInterval(timer)}
}

/** The same of both ways to read: by the handle of SFTP, and with stat and cat. */
describe.runIf(sshds.here).each([
	['over SFTP', () => servers.withSftp],
	['with commands', () => servers.without],
])(`fc reads a file %s${sshds.note}`, (_way, server) => {
	it('that is missing', async () => {
		const ran = await siteOf([collectorOn(server(), '/nonexistent/table')]).poll()
		expectFailure(ran, 5, 'gone', /There is no \/nonexistent\/table.*Check the path/)
		expect(ran.seconds).toBeGreaterThan(1)
	})

	it('that comes back a moment later, as at midnight', async () => {
		const file = tableFile()
		fs.renameSync(file, `${file}.new`)
		const polling = siteOf([collectorOn(server(), file)]).poll()
		setTimeout(() => fs.renameSync(`${file}.new`, file), 800)
		expectGood(await polling)
	})

	it('that is torn: rewritten whenever it is read', async () => {
		const file = tableFile()
		rewriting(file)
		const ran = await siteOf([collectorOn(server(), file)]).poll()
		expectFailure(ran, 5, 'torn', new RegExp(`${file} on fc1 cannot be used: it(s| was| is|)`))
		// Three tries, a second between them.
		expect(ran.seconds).toBeGreaterThan(2)
	})

	it('that is torn at first, and then whole', async () => {
		const file = tableFile()
		const {stop} = rewriting(file)
		const polling = siteOf([collectorOn(server(), file)]).poll()
		setTimeout(() => {
			stop()
			writeTable(file, rows)
		}, 1200)
		expectGood(await polling)
	})

	it('that was cut off', async () => {
		const file = tableFile()
		fs.truncateSync(file, fs.statSync(file).size - 20)
		expectFailure(await siteOf([collectorOn(server(), file)]).poll(), 5, 'torn', /its last line does not end/)
	})

	it('that is stale: from yesterday when it is met, or not written for ten minutes', async () => {
		const file = tableFile()
		const now = Math.floor(Date.now() / 1000)
		const site = siteOf([collectorOn(server(), file)])
		fs.utimesSync(file, now - 90_000, now - 90_000)
		expectFailure(
			await site.poll(),
			5,
			'stale',
			/The file on fc1 is more than a day old\. Check that its engine/,
		)
		fs.utimesSync(file, now, now)
		expectGood(await site.poll(['--now', String(now)]))
		expectGood(await site.poll(['--now', String(now + 599)]))
		const ran = await site.poll(['--now', String(now + 600)])
		expect(ran.status).toBe(5)
		expect(ran.stderr).toMatch(
			/^E! The file on fc1 has not changed for 600 s\. Check that its engine runs\.\n$/,
		)
		expect(ran.fields('fc_collector')).toMatchObject({up: 0n, result: 'stale', rows: 2n})
		expect(ran.fields('fc_exporter', {exporter: '192.0.2.1'})).toMatchObject({state: 'unknown'})
		fs.utimesSync(file, now + 630, now + 630)
		expectGood(await site.poll(['--now', String(now + 660)]))
	})

	it('of 100 000 exporters', async () => {
		const file = tableFile()
		const many = Array.from({length: 100_000}, (_, index): Row => {
			const address = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`
			return {exporter: address, bps: index % 2 === 0 ? 8 : 0}
		})
		fs.writeFileSync(file, table(many))
		const ran = await siteOf([collectorOn(server(), file)]).poll()
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(ran.fields('fc')).toMatchObject({
			exporters: 100_000n,
			exporters_up: 50_000n,
			exporters_down: 50_000n,
		})
		expect(ran.points.filter(({measurement}) => measurement === 'fc_exporter')).toHaveLength(100_000)
	})

	it.each([
		['is no table', '', 'torn', /cannot be used: its first line does not end/],
		[
			'never ends a row',
			`${table([{exporter: '192.0.2.1', bps: 8}])}192.0.2.2\t`,
			'torn',
			/cannot be used: a row does not end/,
		],
	])('of 4 GB that %s, without waiting for the end of it', async (_name, head, result, message) => {
		const file = tableFile()
		fs.writeFileSync(file, head)
		fs.truncateSync(file, 4 * 2 ** 30)
		const ran = await siteOf([collectorOn(server(), file)]).poll()
		expectFailure(ran, 5, result, message)
		expect(ran.seconds).toBeLessThan(10)
	})

	it.runIf(root.here)(`that this account may not read${root.note}`, async () => {
		using user = addUser()
		const file = tableFile()
		fs.chmodSync(file, 0o600)
		const ran = await siteOf([collectorOn(server(), file, {user: user.name})]).poll()
		expectFailure(ran, 5, 'fail', /Cannot read .*table.*: .*[Pp]ermission denied/)
	})
})

it.runIf(sshds.here)(
	`fc reads the file that it opened, also when another takes its place${sshds.note}`,
	async () => {
		const file = tableFile()
		// Written beside it and renamed, again and again: each read sees one whole file.
		const timer = setInterval(() => {
			writeTable(`${file}.new`, rows)
			fs.renameSync(`${file}.new`, file)
		}, 3)
		onTestFinished(() => clearInterval(timer))
		expectGood(await siteOf([collectorOn(servers.withSftp, file)]).poll())
	},
)

it.runIf(sshds.here)(`fc asks for nothing but SFTP where there is SFTP${sshds.note}`, async () => {
	await using only = await startSshd([
		'UsePAM no',
		'Subsystem sftp internal-sftp',
		'ForceCommand internal-sftp',
	])
	expectGood(await siteOf([collectorOn(only, tableFile())]).poll())
})
