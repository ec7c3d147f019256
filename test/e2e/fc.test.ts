import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {parseLineProtocol} from '../grammar/line-protocol.ts'
import {linestat} from './program.ts'
import {type Sshd, startSshd} from './servers/sshd.ts'

const ME = os.userInfo().username
const hasSshd = fs.existsSync('/usr/sbin/sshd')
const SAMPLE = path.resolve('fixtures/fc/exporter_device_stats.txt')

let withSftp: Sshd
let without: Sshd
let folder: string
beforeAll(async () => {
	if (!hasSshd) return
	withSftp = await startSshd(['UsePAM no', 'Subsystem sftp internal-sftp'])
	without = await startSshd(['UsePAM no'])
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-fc-'))
	// The file is from 2020; as it is met for the first time it must not be older than a day.
	fs.copyFileSync(SAMPLE, path.join(folder, 'table'))
})
afterAll(async () => {
	await withSftp?.stop()
	await without?.stop()
	if (folder !== undefined) fs.rmSync(folder, {recursive: true, force: true})
})

const collector = (sshd: Sshd, name: string, more = '') => `
      - name: ${name}
        host: 127.0.0.1
        user: ${ME}
        port: ${sshd.port}
        path: ${path.join(folder, 'table')}
        identity_file: ${sshd.identity}
        known_hosts: ${sshd.knownHosts}
${more}`

function configure(name: string, ...collectors: string[]): string[] {
	const file = path.join(folder, `${name}.yaml`)
	fs.writeFileSync(
		file,
		`devices:\n  netflow:\n    device: fc\n    state_dir: ${folder}/${name}\n    collectors:${collectors.join('')}`,
	)
	return ['fc', '--config', file, '--name', 'netflow', '--format', 'influx']
}

const of = (stdout: string, name: string) => parseLineProtocol(stdout).filter(one => one.measurement === name)

describe.skipIf(!hasSshd)('fc against OpenSSH', () => {
	it('gets from linestat.yaml to a report, as the page says', async () => {
		const args = configure('both', collector(withSftp, 'fc1'), collector(without, 'fc2'))
		const ran = await linestat(args)
		expect(ran).toMatchObject({status: 0, stderr: ''})
		expect(of(ran.stdout, 'fc_exporter')).toHaveLength(15)
		// The second has no SFTP, so its file came through a command.
		expect(of(ran.stdout, 'fc_collector').map(({tags}) => tags.source)).toEqual(['fc1', 'fc2'])
		const [exporter] = of(ran.stdout, 'fc_exporter').filter(({tags}) => tags.exporter === '192.0.2.20')
		expect(exporter?.fields).toMatchObject({collectors: 2n, current_bps: 118_640n})
		const report = await linestat([
			'fc',
			'report',
			'--state-dir',
			path.join(folder, 'both'),
			'--format',
			'json',
		])
		expect(JSON.parse(report.stdout)).toMatchObject({up: 10, down: 5})
	})

	it('refuses a host key that is not the known one, and reads the others', async () => {
		const wrong = path.join(folder, 'wrong_hosts')
		const other = Object.values(without.hostKeys)[0]
		fs.writeFileSync(wrong, `[127.0.0.1]:${withSftp.port} ${other}\n`)
		const changed = collector(withSftp, 'fc1').replace(withSftp.knownHosts, wrong)
		const ran = await linestat(configure('changed', changed, collector(without, 'fc2')))
		expect(ran.status).toBe(0)
		expect(ran.stderr).toMatch(/fc1 \(.*host key/i)
	})

	it('says which file is missing', async () => {
		const missing = collector(withSftp, 'fc1').replace(path.join(folder, 'table'), '/nonexistent')
		const ran = await linestat(configure('missing', missing))
		expect(ran.status).toBe(5)
		expect(ran.stderr).toContain('There is no /nonexistent')
	})

	it('reads the configuration of fc_device_stats, and says what is better', async () => {
		const file = path.join(folder, 'old.yaml')
		fs.writeFileSync(
			file,
			`Admin:\n  retry_interval: 300\nfcs:\n  - fc_ip: 127.0.0.1:${withSftp.port}\n    fc_username: ${ME}\n    fc_password: hunter2\n`,
		)
		const ran = await linestat([
			...['fc', '--collectors-file', file, '--path', path.join(folder, 'table')],
			...['--identity-file', withSftp.identity, '--known-hosts', withSftp.knownHosts],
			...['--state-dir', path.join(folder, 'old'), '--format', 'influx'],
		])
		expect(ran.status).toBe(0)
		expect(ran.stderr).toContain('stands in clear text')
		expect(ran.stderr).not.toContain('hunter2')
		expect(of(ran.stdout, 'fc_exporter')).toHaveLength(15)
	})
})
