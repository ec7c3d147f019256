import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {modemFixture} from '../fixtures/modem.ts'
import {startZte} from '../simulators/zte/zte.ts'
import {linestat, type Ran} from './program.ts'
import {type Sshd, startSshd} from './servers/sshd.ts'

const ME = os.userInfo().username

/** The server's forced command: the command line that was asked for, with the modem's programs in front. */
const OLD = [
	'KexAlgorithms diffie-hellman-group14-sha1',
	'HostKeyAlgorithms ssh-rsa',
	'Ciphers aes128-cbc,3des-cbc',
	'MACs hmac-sha1',
]

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-modem-'))
const log = path.join(dir, 'log')
const calls = (): string[] => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : [])

/** Programs that play a modem from fixtures: each writes its command line down, and waits as the real ones do. */
function install(): void {
	fs.chmodSync(dir, 0o755)
	const [technicolor = ''] = modemFixture('technicolor-17.2--17a').answers.values()
	const [broadcom = ''] = modemFixture('broadcom-dsl-g225--17a-ginp').answers.values()
	const [openwrt = ''] = modemFixture('openwrt-23.05--17a-vectoring').answers.values()
	const [metrics = '', wan = ''] = openwrt.split('@@\n')
	const ofLine = technicolor.split('\n').filter(line => line.startsWith('sys.class.xdsl.@line0.'))
	const ofWan = technicolor.split('\n').filter(line => line.startsWith('rpc.network.interface.@wan.'))
	const files = {line: ofLine.join('\n'), wan: ofWan.join('\n'), stats: broadcom, metrics, status: wan}
	for (const [name, text] of Object.entries(files))
		fs.writeFileSync(path.join(dir, `${name}.txt`), `${text}\n`)
	const programs = {
		'transformer-cli': `case "$2" in
sys.class.xdsl.@line0.) cat ${dir}/line.txt ;;
rpc.network.interface.@wan.) cat ${dir}/wan.txt ;;
*) printf 'ERROR\\tinvalid path %s\\n' "$2" ;;
esac`,
		xdslctl: `[ "$*" = "info --stats" ] && cat ${dir}/stats.txt`,
		ubus: `case "$2" in
dsl) cat ${dir}/metrics.txt ;;
network.interface.wan) cat ${dir}/status.txt ;;
*) echo 'Command failed: Not found' >&2; exit 4 ;;
esac`,
		reboot: '',
	}
	for (const [name, script] of Object.entries(programs)) {
		const text = `#!/bin/sh\necho "${name} $*" >> ${log}\nsleep 0.2\n${script}\n`
		fs.writeFileSync(path.join(dir, name), text, {mode: 0o755})
	}
	const forced = `#!/bin/sh\necho "exec" >> ${log}\nPATH=${dir}:/usr/bin:/bin exec sh -c "$SSH_ORIGINAL_COMMAND"\n`
	fs.writeFileSync(path.join(dir, 'modem'), forced, {mode: 0o755})
	fs.writeFileSync(log, '', {mode: 0o666})
}

let sshd: Sshd
let old: Sshd
beforeAll(async () => {
	install()
	const forced = `ForceCommand ${dir}/modem`
	sshd = await startSshd(['UsePAM no', forced])
	old = await startSshd(['UsePAM no', forced, ...OLD])
})
afterAll(async () => {
	await sshd.stop()
	await old.stop()
	fs.rmSync(dir, {recursive: true, force: true})
})

function modem(server: Sshd, argv: readonly string[]): Promise<Ran> {
	fs.writeFileSync(log, '')
	const place = ['--host', '127.0.0.1', '--port', String(server.port), '--username', ME]
	const trust = ['--known-hosts', server.knownHosts, '--identity-file', server.identity]
	const env = {PATH: process.env.PATH ?? '', HOME: dir}
	return linestat(['modem', ...argv, ...place, ...trust], {env})
}

describe.each([
	['technicolor', 'rate_bps=54998000i', 2],
	['broadcom', 'rate_bps=31829000i', 1],
	['openwrt', 'rate_bps=92544000i', 2],
] as const)('%s on a real OpenSSH', (model, rate, programs) => {
	it('is read in one exec', async () => {
		const {status, stdout, stderr} = await modem(sshd, [model, '--format', 'influx'])
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(stdout).toContain(rate)
		expect(calls().filter(call => call === 'exec')).toHaveLength(1)
		expect(calls()).toHaveLength(1 + programs)
	})

	it('is read with outdated algorithms only when asked for', async () => {
		const refused = await modem(old, [model, '--format', 'influx'])
		expect(refused.status).toBe(5)
		expect(refused.stderr).toContain('use --legacy-ssh')
		const {status, stdout} = await modem(old, [model, '--format', 'influx', '--legacy-ssh'])
		expect(status).toBe(0)
		expect(stdout).toContain(rate)
	})
})

it('takes an order, ends, and carries it out afterwards', async () => {
	const {status, stdout, stderr} = await modem(sshd, [
		'resync',
		'--model',
		'broadcom',
		'--yes',
		'--state-dir',
		dir,
	])
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(stdout).toContain('has taken the order to sync anew')
	expect(calls()).toEqual(['exec'])
	await expect
		.poll(calls, {timeout: 8000})
		.toEqual(['exec', 'xdslctl connection --down', 'xdslctl connection --up'])
})

describe.each([
	['zte-h267a', 'zte-h267a-h267a--training-stale', 'up=0i'],
	['zte-h1600', 'zte-h1600-h388x--adsl2plus', 'rate_bps=13576000i'],
] as const)('%s by its web pages', (model, fixture, field) => {
	it('is read in six requests, the last of which logs out', async () => {
		const family = model === 'zte-h267a' ? 'h267a' : 'h1600'
		await using web = await startZte({family, pages: modemFixture(fixture).answers})
		const place = ['--host', '127.0.0.1', '--port', String(web.port), '--format', 'influx']
		const env = {PATH: process.env.PATH ?? '', HOME: dir, LINESTAT_MODEM_PASSWORD: 'secret'}
		const {status, stdout, stderr} = await linestat(['modem', '--model', model, ...place], {env})
		expect({status, stderr}).toEqual({status: 0, stderr: ''})
		expect(stdout).toContain(field)
		expect(web.requests).toHaveLength(6)
		expect(web.state).toMatchObject({logins: 1, logouts: 1, session: undefined})
	})
})
