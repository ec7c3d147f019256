import fs from 'node:fs'
import {expect, it} from 'vitest'
import {startUdp} from '../../simulators/receivers.ts'
import {handClock} from '../../state.ts'
import {fieldsOf, polling, startCollector} from './site.ts'

/** Where the polls of fixtures/state began, and the last of them; a poll every 300 s. */
const [FIRST, LAST] = [1_795_262_400, 1_795_263_300]
const NOW = LAST + 6300

it('goes on with the state of version 1: nothing is forgotten, and what was not sent is sent', async () => {
	const one = await startCollector()
	await using server = await startUdp()
	const {folder, command} = polling([one])
	fs.mkdirSync(`${folder}/state`)
	fs.copyFileSync('fixtures/state/linestat-1.sqlite', `${folder}/state/linestat.sqlite`)
	one.write({'192.0.2.1': 8, '192.0.2.2': 8, '192.0.2.3': 0}, NOW)
	fs.writeFileSync(
		`${folder}/linestat.yaml`,
		`notify:
  log: {type: syslog, address: '127.0.0.1:${server.port}'}
devices:
  berlin:
    device: fc
    site: berlin
    collectors:
      - {name: '127.0.0.1:39125', host: 'root@127.0.0.1:${one.port}', known_hosts: '${folder}/known_hosts'}
`,
		{mode: 0o600},
	)
	const before = await command(['report', '--site', 'berlin', '--format', 'json'])
	expect(JSON.parse(before.stdout)).toMatchObject({up: 1, down: 2, downtime_seconds: 1800})

	const begun = performance.now()
	const {now} = handClock(new Date(NOW * 1000).toISOString())
	const clock = {now, monotonic: () => performance.now() - begun}
	const args = [
		'--config',
		`${folder}/linestat.yaml`,
		'--name',
		'berlin',
		'--now',
		String(NOW),
		'--format',
		'influx',
	]
	const ran = await command(args, {io: {clock}})
	expect(ran).toMatchObject({status: 0, stderr: ''})
	expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.1')).toMatchObject({downtime_seconds: '600i'})
	// Down when it was last seen, which holds for 900 s; what is between is unobserved.
	expect(fieldsOf(ran, 'fc_exporter,exporter=192.0.2.2')).toMatchObject({
		up: '1i',
		downtime_seconds: '1200i',
		unobserved_seconds: '5400i',
	})
	const got = (await server.until(4)).map(text => text.replace(/^.* (FC\w+) \[.* exporter/, '$1 exporter'))
	expect(got).toEqual([
		'FCDOWN exporter="192.0.2.1" from="up" to="down"] 192.0.2.1 went down after 300 s',
		'FCDOWN exporter="192.0.2.2" from="up" to="down"] 192.0.2.2 went down after 600 s',
		'FCUP exporter="192.0.2.1" from="down" to="up"] 192.0.2.1 came up after 600 s',
		`FCUP exporter="192.0.2.2" from="down" to="up" state="up" since="${NOW}" prev_s="${NOW - FIRST - 600}" collectors="127.0.0.1:39125" uncertain="1"] 192.0.2.2 came up after ${NOW - FIRST - 600} s, at some time since the last good poll`,
	])
})
