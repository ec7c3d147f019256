import fs from 'node:fs'
import {expect, it} from 'vitest'
import type {FakeCollector} from './collector.ts'
import {START} from './collector.ts'
import {fieldsOf, polling, startCollector} from './site.ts'

/** What fc_device_stats is configured with. */
const lists = ({port}: FakeCollector, indent: string): string =>
	[
		'Admin:',
		'  retry_interval: 300',
		'fcs:',
		`  - fc_ip: 127.0.0.1:${port}`,
		'    fc_username: root',
		'    fc_password: secret',
	]
		.map(line => `${indent}${line}\n`)
		.join('')

const READ =
	'fcs, fc_ip, fc_username and fc_password of fc_device_stats are read as collectors, host, user and password'
const UNUSED = 'Admin.retry_interval means nothing here, since cron or Telegraf decides when to poll'

async function written(toFile: (one: FakeCollector) => string) {
	const one = await startCollector()
	one.write({'192.0.2.1': 8}, START)
	const {folder, command} = polling([one])
	const file = `${folder}/config.yaml`
	fs.writeFileSync(file, toFile(one), {mode: 0o600})
	const common = ['--known-hosts', `${folder}/known_hosts`, '--now', String(START), '--format', 'influx']
	// The passwords of the file count, not one of the environment.
	const env = {LINESTAT_FC_PASSWORD: undefined}
	return {file, poll: async (...args: string[]) => await command([...args, ...common], {env})}
}

it('the file of fc_device_stats is read, and what its keys mean is told', async () => {
	const {file, poll} = await written(one => lists(one, ''))
	const ran = await poll('--collectors-file', file)
	expect(ran.status).toBe(0)
	expect(fieldsOf(ran, 'fc')).toMatchObject({exporters_up: '1i'})
	expect(ran.stderr).toContain(`W! ${file}: ${READ}; ${UNUSED}`)
	expect(ran.stderr).toMatch(/The password of 127\.0\.0\.1:\d+ stands in clear text .*password_file/)
	expect(ran.stderr + ran.stdout).not.toContain('secret')
})

it('so are its keys in linestat.yaml', async () => {
	const {file, poll} = await written(one => `devices:\n  netflow:\n    device: fc\n${lists(one, '    ')}`)
	const ran = await poll('--config', file, '--name', 'netflow')
	expect(ran.status).toBe(0)
	expect(fieldsOf(ran, 'fc')).toMatchObject({exporters_up: '1i'})
	expect(ran.stderr).toContain(`W! ${READ}; ${UNUSED}`)
})

it('and those of a collector beside its own', async () => {
	const {file, poll} = await written(
		({port}) =>
			`devices:\n  netflow:\n    device: fc\n    collectors:\n      - {fc_ip: 127.0.0.1, port: ${port}, fc_username: root, fc_password: secret}\n`,
	)
	const ran = await poll('--config', file, '--name', 'netflow')
	expect(ran.status).toBe(0)
	expect(ran.stderr).toContain(
		'W! fc_ip, fc_username and fc_password of fc_device_stats are read as host, user and password',
	)
})

it('its file in the place of linestat.yaml is answered with the way to read it', async () => {
	const {file, poll} = await written(one => lists(one, ''))
	const ran = await poll('--config', file)
	expect(ran.status).toBe(6)
	expect(ran.stderr).toMatch(/:1:1: Unknown key "Admin" .* is read by linestat fc --collectors-file/)
})
