import fs from 'node:fs'
import {expect, it} from 'vitest'
import {startUdp} from '../../simulators/receivers.ts'
import type {SshAccount} from '../../simulators/ssh-accounts.ts'
import {handClock} from '../../state.ts'
import {START} from './collector.ts'
import {polling, startCollector} from './site.ts'

/** Two collectors and a log server; each poll is 300 s after the one before. */
async function watched() {
	const accounts: Record<string, SshAccount> = {}
	const [one, two, server] = [await startCollector(), await startCollector({accounts}), await startUdp()]
	const site = polling([one, two])
	const config = `${site.folder}/linestat.yaml`
	const target = {type: 'syslog', address: `127.0.0.1:${server.port}`}
	fs.writeFileSync(config, JSON.stringify({notify: {log: target}}), {mode: 0o600})
	let t = -300
	return {
		server,
		first: `127.0.0.1:${one.port}`,
		second: `127.0.0.1:${two.port}`,
		async poll(ofOne: Readonly<Record<string, number>>, ofTwo: Readonly<Record<string, number>> | 'refuses') {
			t += 300
			one.write(ofOne, START + t)
			accounts.root = {password: ofTwo === 'refuses' ? 'another' : 'secret'}
			if (ofTwo !== 'refuses') two.write(ofTwo, START + t)
			const begun = performance.now()
			const {now} = handClock(new Date((START + t) * 1000).toISOString())
			const clock = {now, monotonic: () => performance.now() - begun}
			return await site.poll(t, ['--config', config], {io: {clock}})
		},
	}
}

const both = {'192.0.2.1': 800, '192.0.2.2': 800}

it('every change reaches the log server once, in the words it filters on', async () => {
	const {server, poll, first, second} = await watched()
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
	const data = (kind: string, subject: string, from: string, to: string) =>
		`[fc@32473 kind="${kind}" device="fc" source="${source}" ${subject} from="${from}" to="${to}"]`
	const exporter = (number: number) => `exporter="192.0.2.${number}"`
	const collector = `collector="${second}"`
	const got = await server.until(6)
	expect(got.map(text => text.replace(/Z \S+ linestat \d+ /, 'Z HOST linestat PID '))).toEqual([
		`${head(132, '05', 'FCDOWN')} ${data('exporter_down', exporter(1), 'up', 'down')} 192.0.2.1 went down after 300 s`,
		`${head(131, '15', 'UNREACHABLE')} ${data('unreachable', collector, 'ok', 'fail')} collector ${second} cannot be read: fail`,
		`${head(133, '25', 'FCUP')} ${data('exporter_up', exporter(1), 'down', 'up')} 192.0.2.1 came up after 1200 s`,
		`${head(133, '25', 'REACHABLE')} ${data('reachable', collector, 'fail', 'ok')} collector ${second} can be read again`,
		`${head(133, '35', 'EXPORTER_VANISHED')} ${data('exporter_vanished', exporter(1), 'up', 'absent')} 192.0.2.1 vanished: no collector lists it any more`,
		`${head(132, '45', 'FCDOWN')} ${data('exporter_down', exporter(2), 'up', 'down')} 192.0.2.2 went down after 2700 s`,
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
