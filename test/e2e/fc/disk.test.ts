import {execFileSync} from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest'
import {folder} from '../../folder.ts'
import {possible} from '../../possible.ts'
import {type Sshd, startSshd} from '../servers/sshd.ts'
import {tableFile} from './expect.ts'
import {sshds} from './servers.ts'
import {collectorOn, type Polled, type PolledSite, siteOf, writeTable} from './site.ts'

/** A file system of its own, gone after the test. */
function smallDisk(): string {
	const place = folder()
	execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place])
	onTestFinished(() => void execFileSync('umount', ['-l', place]))
	return place
}

const canMount = ((): boolean => {
	try {
		execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], {stdio: 'ignore'})
		return true
	} catch {
		return false
	}
})()

/** Takes the last block. */
const fill = (place: string) => {
	try {
		for (;;) fs.appendFileSync(path.join(place, 'filler'), Buffer.alloc(4096, 1))
	} catch {}
}

const mounts = possible(canMount, 'file systems cannot be mounted here')

describe.runIf(mounts.here && sshds.here)(`a folder for state${mounts.note}${sshds.note}`, () => {
	let sshd: Sshd
	beforeAll(async () => {
		sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
	})
	afterAll(() => sshd.stop())

	/** Polls of a collector with two exporters, one of them up, which remember on a small disk. */
	function begun(): {site: PolledSite; disk: string; poll(bps: number): ReturnType<PolledSite['poll']>} {
		const disk = smallDisk()
		const file = tableFile()
		const site = siteOf([collectorOn(sshd, file)])
		const start = Math.floor(Date.now() / 1000) - 3000
		let t = start - 300
		return {
			site,
			disk,
			async poll(bps) {
				t += 300
				writeTable(file, {'192.0.2.1': bps, '192.0.2.2': 0})
				fs.utimesSync(file, t, t)
				return await site.poll(['--state-dir', path.join(disk, 'state'), '--now', String(t)])
			},
		}
	}

	it('that is on a full disk: everything is printed, and the change is found again', async () => {
		const {disk, poll} = begun()
		expect(await poll(800)).toMatchObject({status: 0, stderr: ''})
		fill(disk)
		const full = await poll(0)
		expect(full.status).toBe(6)
		expect(full.stderr).toMatch(
			/^E! The state \S+linestat\.sqlite was not saved: the disk is full\. Make room on it\.\n$/,
		)
		expectDown(full, 300)
		expect(full.stdout).not.toContain('linestat_event')
		fs.rmSync(path.join(disk, 'filler'))
		const after = await poll(0)
		expect(after).toMatchObject({status: 0, stderr: ''})
		expectDown(after, 600)
		expect(after.stdout.match(/^linestat_event.*kind=exporter_down/gm)).toHaveLength(1)
	})

	it('that is on a full disk from the start', async () => {
		const {disk, poll} = begun()
		fill(disk)
		const ran = await poll(800)
		expect(ran.status).toBe(6)
		expect(ran.stderr).toContain('was not saved: the disk is full')
		expect(ran.fields('fc')).toMatchObject({exporters_up: 1n, exporters_down: 1n, downtime_seconds: 0n})
	})

	it('that is read-only: everything is printed, with what is remembered, and the report can be read', async () => {
		const {disk, site, poll} = begun()
		await poll(800)
		execFileSync('mount', ['-o', 'remount,ro', disk])
		const ran = await poll(0)
		expect(ran.status).toBe(6)
		expect(ran.stderr).toMatch(
			/^E! Nothing can be remembered of this poll\. Name a folder with --state-dir\.\nW! .*EROFS/,
		)
		expectDown(ran, 300)
		const report = await site.command(['fc', 'report', '--format', 'json'], path.join(disk, 'state'))
		expect(report).toMatchObject({status: 0, stderr: ''})
		expect(JSON.parse(report.stdout)).toMatchObject({up: 1, down: 1})
		execFileSync('mount', ['-o', 'remount,rw', disk])
		const after = await poll(0)
		expect(after).toMatchObject({status: 0, stderr: ''})
		expectDown(after, 600)
	})
})

/** The first exporter has gone down at this poll, and the second has been down for so long. */
function expectDown(ran: Polled, seconds: number): void {
	expect(ran.fields('fc')).toMatchObject({
		exporters_down: 2n,
		went_down: 1n,
		downtime_seconds: BigInt(seconds),
	})
	expect(ran.fields('fc_exporter', {exporter: '192.0.2.1'})).toMatchObject({up: 0n, went_down: 1n})
}
