import fs from 'node:fs'
import {expect, it, vi} from 'vitest'
import {startUdp} from '../../simulators/receivers.ts'
import type {SshAccount} from '../../simulators/ssh-accounts.ts'
import {handClock} from '../../state.ts'
import {START} from './collector.ts'
import {polling, startCollector} from './site.ts'

/** Collectors and a log server; each poll is 300 s after the one before. */
async function watched(count = 2) {
	const known = Array.from({length: count}, (): Record<string, SshAccount> => ({}))
	const collectors = await Promise.all(known.map(accounts => startCollector({accounts})))
	const server = await startUdp()
	const site = polling(collectors)
	const config = `${site.folder}/linestat.yaml`
	const target = {type: 'syslog', address: `127.0.0.1:${server.port}`}
	fs.writeFileSync(config, JSON.stringify({notify: {log: target}}), {mode: 0o600})
	let t = -300
	return {
		server,
		names: collectors.map(({port}) => `127.0.0.1:${port}`),
		/** What each collector has in its file. */
		async poll(...files: (Readonly<Record<string, number>> | 'refuses')[]) {
			t += 300
			for (const [index, rows] of files.entries()) {
				const accounts = known[index] ?? {}
				accounts.root = {password: rows === 'refuses' ? 'another' : 'secret'}
				if (rows !== 'refuses') collectors[index]?.write(rows, START + t)
			}
			const begun = performance.now()
			const {now} = handClock(new Date((START + t) * 1000).toISOString())
			const clock = {now, monotonic: () => performance.now() - begun}
			return await site.poll(t, ['--config', config], {io: {clock}})
		},
	}
}

const both = {'192.0.2.1': 800, '192.0.2.2': 800}

it('every change reaches the log server once, in the words it filters on', async () => {
	const {server, poll, names} = await watched()
	const [first, second] = names
	await using _server = server
	const other = {'192.0.2.3': 800}
	const ran = [
		await poll(both, other),
		await poll({...both, '192.0.2.1': 0}, other),
		await poll({...both, '192.0.2.1': 0}, other),
		await poll({...both, '192.0.2.1': 0}, 'refuses'),
		await poll({...both, '192.0.2.1': 0}, 'refuses'),
		await poll({'192.0.2.1': 8, '192.0.2.2': 800}, other),
		await poll({'192.0.2.1': 8, '192.0.2.2': 800}, other),
		await poll({'192.0.2.2': 800}, other),
		await poll({'192.0.2.2': 800}, other),
		await poll({'192.0.2.2': 0}, other),
	]
	expect(ran.map(({status}) => status)).toEqual(ran.map(() => 0))

	const source = `${first},${second}`
	const head = (priority: number, minute: string, id: string) =>
		`<${priority}>1 2026-01-01T00:${minute}:00.000Z HOST linestat PID ${id}`
	/** `t` and `before`: when it was found, in seconds from the first poll, and for how long it had been otherwise. */
	const data = (kind: string, subject: string, from: string, to: string, t: number, before: number) =>
		`[fc@32473 kind="${kind}" device="fc" source="${source}" ${subject} from="${from}" to="${to}" state="${to}" since="${START + t}" prev_s="${before}"`
	const listed = ` collectors="${first}"`
	const sure = `${listed} uncertain="0"]`
	const exporter = (number: number) => `exporter="192.0.2.${number}"`
	const collector = `collector="${second}"`
	const got = await server.until(6)
	expect(got.map(text => text.replace(/Z \S+ linestat \d+ /, 'Z HOST linestat PID '))).toEqual([
		`${head(132, '05', 'FCDOWN')} ${data('exporter_down', exporter(1), 'up', 'down', 300, 300)}${sure} 192.0.2.1 went down after 300 s`,
		`${head(131, '15', 'UNREACHABLE')} ${data('unreachable', collector, 'ok', 'fail', 900, 900)}] collector ${second} cannot be read: fail`,
		`${head(133, '25', 'FCUP')} ${data('exporter_up', exporter(1), 'down', 'up', 1500, 1200)}${sure} 192.0.2.1 came up after 1200 s`,
		`${head(133, '25', 'REACHABLE')} ${data('reachable', collector, 'fail', 'ok', 1500, 600)}] collector ${second} can be read again`,
		`${head(133, '35', 'EXPORTER_VANISHED')} ${data('exporter_vanished', exporter(1), 'up', 'absent', 2100, 600)}${listed}] 192.0.2.1 vanished: no collector lists it any more`,
		`${head(132, '45', 'FCDOWN')} ${data('exporter_down', exporter(2), 'up', 'down', 2700, 2700)}${sure} 192.0.2.2 went down after 2700 s`,
	])
})

it('the first poll ever sends nothing, whatever it finds', async () => {
	const {server, poll} = await watched()
	await using _server = server
	const first = await poll({'192.0.2.1': 0, '192.0.2.2': 800}, 'refuses')
	expect(first.stdout).not.toContain('linestat_event')
	await poll({'192.0.2.1': 0, '192.0.2.2': 800}, 'refuses')
	// Datagrams keep their order on loopback: whatever was sent before would stand before this one.
	await poll({'192.0.2.1': 0, '192.0.2.2': 0}, 'refuses')
	const got = await server.until(1)
	expect(got.map(text => / (\S+) \[/.exec(text)?.[1])).toEqual(['FCDOWN'])
	expect(got[0]).toContain('exporter="192.0.2.2"')
})

it('a change across a hole is told as uncertain', async () => {
	const {server, poll, names} = await watched()
	const [, second] = names
	await using _server = server
	const other = {'192.0.2.2': 800}
	await poll(other, both)
	for (let n = 0; n < 4; n++) await poll(other, 'refuses')
	// 1500 s lie between the two observations, and nothing is known of what was between them.
	await poll(other, {...both, '192.0.2.1': 0})
	const got = await server.until(3)
	const data = got.map(text => / ([A-Z_]+) \[.* state=(.*)\]/.exec(text)?.slice(1))
	expect(data).toEqual([
		['UNREACHABLE', `"fail" since="${START + 300}" prev_s="300"`],
		['FCDOWN', `"down" since="${START + 1500}" prev_s="1500" collectors="${second}" uncertain="1"`],
		['REACHABLE', `"ok" since="${START + 1500}" prev_s="1200"`],
	])
})

it('a collector that fails is told once, although the whole poll fails, and often', async () => {
	const {server, poll} = await watched(1)
	await using _server = server
	await poll(both)
	const failed = [await poll('refuses'), await poll('refuses'), await poll('refuses'), await poll('refuses')]
	expect(failed.map(({status}) => status)).toEqual([4, 4, 4, 4])
	expect(failed.map(({stdout}) => stdout.match(/kind=unreachable/g)?.length ?? 0)).toEqual([1, 0, 0, 0])
	const back = await poll(both)
	expect(back.stdout.match(/kind=reachable/g)).toHaveLength(1)
	const got = await server.until(2)
	expect(got.map(text => / ([A-Z_]+) \[/.exec(text)?.[1])).toEqual(['UNREACHABLE', 'REACHABLE'])
})

it('thousands of changes at once are one message, and take no longer than a poll may', async () => {
	const {server, poll} = await watched(1)
	await using _server = server
	const all = (bps: number) =>
		Object.fromEntries(Array.from({length: 20_000}, (_, n) => [`10.0.${n >> 8}.${n & 255}`, bps]))
	await poll(all(8))
	const {status, stdout} = await poll(all(0))
	expect(status).toBe(0)
	expect(stdout.match(/kind=exporter_down/g)).toHaveLength(20_000)
	await vi.waitFor(() => expect(server.got).toHaveLength(1))
	expect(server.got[0]).toMatch(/ 1000 events: 1000 exporter_down \(19000 earlier events were given up\)/)
})
