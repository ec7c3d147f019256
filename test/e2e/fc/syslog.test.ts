import fs from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {installed} from '../installed.ts'
import {type Logged, type Rsyslogd, startRsyslogd} from '../servers/rsyslogd.ts'
import {type Sshd, startSshd} from '../servers/sshd.ts'
import {tableFile} from './expect.ts'
import {sshds} from './servers.ts'
import {collectorOn, siteOf, writeTable} from './site.ts'

const rsyslogd = installed('rsyslogd')

/** The structured data of a message, read back: RFC 5424, section 6.3. */
function parametersOf({sd}: Logged): Record<string, string> {
	const [, id, pairs = ''] = /^\[(\S+)((?: [^=\s]+="(?:[^"\\\]]|\\.)*")*)\]$/.exec(sd) ?? []
	expect(id).toBe('fc@32473')
	return Object.fromEntries(
		[...pairs.matchAll(/ ([^=]+)="((?:[^"\\\]]|\\.)*)"/g)].map(([, name, value = '']) => [
			name,
			value.replace(/\\(["\\\]])/g, '$1'),
		]),
	)
}

describe.runIf(rsyslogd.here && sshds.here)(`fc and rsyslog${rsyslogd.note}${sshds.note}`, () => {
	let [sshd, log, before]: [Sshd | undefined, Rsyslogd | undefined, number] = [undefined, undefined, 0]
	beforeAll(async () => {
		sshd = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
		log = await startRsyslogd()
	})
	afterAll(async () => {
		await sshd?.stop()
		await log?.[Symbol.asyncDispose]()
	})

	it.each(['udp', 'tcp'] as const)(
		'every change comes over %s, once, with all that is known of it',
		async protocol => {
			if (sshd === undefined || log === undefined) throw new Error('no servers')
			const [one, two] = [tableFile(), tableFile()]
			const address = `127.0.0.1:${log[protocol]}`
			const site = siteOf(
				[collectorOn(sshd, one, {name: 'fc "1"'}), collectorOn(sshd, two, {name: 'fc2]'})],
				{notify: {loghost: {type: 'syslog', address, protocol}}},
			)
			// Close to the clock of this machine: events of yesterday are given up.
			const start = Math.floor(Date.now() / 1000) - 3000
			let t = start
			const poll = async (first: Record<string, number> | undefined, second: Record<string, number>) => {
				if (first === undefined) fs.rmSync(one)
				else writeTable(one, first)
				writeTable(two, second)
				for (const file of [one, two].filter(name => fs.existsSync(name))) fs.utimesSync(file, t, t)
				const ran = await site.poll(['--now', String(t)])
				t += 300
				expect(ran.status).toBe(0)
				return ran
			}
			const up = {'192.0.2.1': 800, '192.0.2.2': 800}
			await poll(up, up)
			await poll({...up, '192.0.2.1': 0}, {...up, '192.0.2.1': 0})
			await poll({...up, '192.0.2.1': 0}, {...up, '192.0.2.1': 0})
			await poll(undefined, {...up, '192.0.2.1': 0})
			await poll({'192.0.2.2': 8}, {'192.0.2.1': 8, '192.0.2.2': 8})
			await poll({'192.0.2.2': 8}, {'192.0.2.2': 8})
			await poll({'192.0.2.2': 8}, {'192.0.2.2': 8})

			const all = await log.until(before + 5)
			const fresh = all.slice(before)
			before = all.length
			expect(
				fresh.map(({severity, facility, program, msgid, message}) => [
					severity,
					facility,
					program,
					msgid,
					message.trim(),
				]),
			).toEqual([
				['warning', 'local0', 'linestat', 'FCDOWN', '192.0.2.1 went down after 300 s'],
				['err', 'local0', 'linestat', 'UNREACHABLE', 'collector fc "1" cannot be read: gone'],
				['notice', 'local0', 'linestat', 'FCUP', '192.0.2.1 came up after 900 s'],
				['notice', 'local0', 'linestat', 'REACHABLE', 'collector fc "1" can be read again'],
				[
					'notice',
					'local0',
					'linestat',
					'EXPORTER_VANISHED',
					'192.0.2.1 vanished: no collector lists it any more',
				],
			])
			const common = {device: 'fc', source: 'fc "1",fc2]'}
			const [exporter, collector] = ['192.0.2.1', 'fc "1"']
			const since = (seconds: number) => String(start + seconds)
			expect(fresh.map(parametersOf)).toEqual([
				{
					...common,
					kind: 'exporter_down',
					exporter,
					from: 'up',
					to: 'down',
					state: 'down',
					since: since(300),
					prev_s: '300',
					collectors: 'fc "1",fc2]',
					uncertain: '0',
				},
				{
					...common,
					kind: 'unreachable',
					collector,
					from: 'ok',
					to: 'gone',
					state: 'gone',
					since: since(900),
					prev_s: '900',
				},
				{
					...common,
					kind: 'exporter_up',
					exporter,
					from: 'down',
					to: 'up',
					state: 'up',
					since: since(1200),
					prev_s: '900',
					collectors: 'fc2]',
					uncertain: '0',
				},
				{
					...common,
					kind: 'reachable',
					collector,
					from: 'gone',
					to: 'ok',
					state: 'ok',
					since: since(1200),
					prev_s: '300',
				},
				{
					...common,
					kind: 'exporter_vanished',
					exporter,
					from: 'up',
					to: 'absent',
					state: 'absent',
					since: since(1500),
					prev_s: '300',
					collectors: 'fc2]',
				},
			])
			// The time is that of the change, not of the sending.
			expect(fresh.map(({time}) => Date.parse(time) / 1000 - start)).toEqual([300, 900, 1200, 1200, 1500])
		},
	)
})
