import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {folder} from '../../folder.ts'
import {addUser, root} from '../servers/user.ts'
import {expectFailure, expectGood, tableFile} from './expect.ts'
import {sshds, startServers} from './servers.ts'
import {collectorOn, siteOf} from './site.ts'

const servers = startServers()

describe.runIf(sshds.here)(`fc logs in to OpenSSH${sshds.note}`, () => {
	it('with a key', async () => {
		expectGood(await siteOf([collectorOn(servers.withSftp, tableFile())]).poll())
	})

	it.runIf(root.here)(`with a password, and is refused with a wrong one${root.note}`, async () => {
		using user = addUser({password: 'right-pass'})
		const dir = folder({right: 'right-pass\n', wrong: 'wrong-pass\n'})
		const file = tableFile()
		const given = (name: string) =>
			collectorOn(servers.withSftp, file, {
				user: user.name,
				identity_file: undefined,
				password_file: `${dir}/${name}`,
			})
		const site = siteOf([given('right')])
		expectGood(await site.poll())

		const ran = await siteOf([given('wrong')]).poll()
		expectFailure(ran, 4, 'fail', /refused the login of "ls\w+" by password; it accepts publickey, password/)
		expect(ran.stdout + ran.stderr).not.toContain('wrong-pass')
	})

	it.runIf(root.here)(`with the configuration of fc_device_stats${root.note}`, async () => {
		using user = addUser({password: 'right-pass'})
		const file = path.join(folder(), 'config.yaml')
		fs.writeFileSync(
			file,
			`Admin:\n  retry_interval: 300\nfcs:\n  - fc_ip: 127.0.0.1:${servers.withSftp.port}\n    fc_username: ${user.name}\n    fc_password: right-pass\n`,
			{mode: 0o600},
		)
		const args = ['--path', tableFile(), '--known-hosts', servers.withSftp.knownHosts, '--format', 'influx']
		const ran = await siteOf([]).command(['fc', '--collectors-file', file, ...args])
		expect(ran.status).toBe(0)
		expect(ran.stdout).toMatch(/^fc_exporter,exporter=192\.0\.2\.1 .*current_bps=800i.*up=1i/m)
		expect(ran.stderr).toMatch(
			/^W! .*fcs, fc_ip, fc_username and fc_password of fc_device_stats are read as /,
		)
		expect(ran.stdout + ran.stderr).not.toContain('right-pass')
	})

	it('only where the host key is known', async () => {
		const unknown = collectorOn(servers.withSftp, tableFile(), {known_hosts: '/dev/null'})
		const ran = await siteOf([unknown]).poll()
		expectFailure(
			ran,
			4,
			'fail',
			/The host key of 127\.0\.0\.1:\d+ is not known: it shows ssh-ed25519 SHA256:/,
		)
		// The way out that it names leads out.
		const [, pin] = /--host-key (SHA256:\S+),/.exec(ran.stderr) ?? []
		expectGood(await siteOf([{...unknown, host_key: pin}]).poll())
	})

	it('not where the host key has changed, and reads the others', async () => {
		const knownHosts = path.join(folder(), 'known_hosts')
		fs.writeFileSync(knownHosts, `[127.0.0.1]:${servers.withSftp.port} ${servers.without.hostKeys.ed25519}\n`)
		const changed = collectorOn(servers.withSftp, tableFile(), {known_hosts: knownHosts})
		expectFailure(
			await siteOf([changed]).poll(),
			4,
			'fail',
			/host key of .* has changed: .*known_hosts:1 has/,
		)

		const both = await siteOf([changed, collectorOn(servers.without, tableFile(), {name: 'fc2'})]).poll()
		expect(both.status).toBe(0)
		expect(both.stderr).toMatch(/^W! fc fc1,fc2: 1 of 2 sections failed: fc1 \(The host key .* has changed/)
		expect(both.fields('fc_exporter', {exporter: '192.0.2.1'})).toMatchObject({up: 1n, collectors: 1n})
		// The first has never been read, and might have its flows.
		expect(both.fields('fc_exporter', {exporter: '192.0.2.2'})).toMatchObject({state: 'unknown'})
	})
})
