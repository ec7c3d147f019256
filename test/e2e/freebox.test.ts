import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {text} from 'node:stream/consumers'
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest'
import {createCertificate} from '../simulators/certificates.ts'
import {modelNames} from '../simulators/freebox/model.ts'
import {type Freebox, startFreebox} from '../simulators/freebox/server.ts'
import {pollFreebox} from './freebox-box.ts'
import {installed} from './installed.ts'
import {bin, linestat, run} from './program.ts'
import {type Influxd, startInfluxd} from './servers/influxd.ts'

const {here, note} = installed('influxd')
const promtool = installed('promtool')

/** As Telegraf adds it: the dashboards select by this tag. */
const withHost = (lines: string): string => lines.replace(/^(\w+)/gm, '$1,host=freebox')

/** The queries of the dashboards of freebox-monitoring: measurement, what is selected, and by which tags. */
const QUERIES: readonly (readonly [measurement: string, fields: readonly string[], by: readonly string[]])[] =
	[
		['freebox', ['sys_uptime', 'firmware_version'], ['host', 'hw_model', 'hw_mac', 'api_version']],
		['freebox', ['sys_temp'], ['host', 'sensor', 'sensor_name']],
		['freebox', ['sys_fan_rpm'], ['host', 'fan', 'fan_name']],
		['freebox', ['rate_down', 'rate_up', 'bandwidth_down', 'bandwidth_up'], ['host']],
		['freebox', ['wan_ipv4', 'wan_ipv6', 'wan_ipv4_port_range_min', 'wan_ipv4_port_range_max'], ['host']],
		[
			'freebox',
			['sfp_pwr_rx', 'sfp_pwr_tx', 'sfp_alim_ok', 'sfp_has_signal', 'sfp_has_power_report'],
			['host'],
		],
		['freebox', ['xdsl_up_maxrate', 'xdsl_up_rate'], ['host']],
		['freebox_lan', ['lanhost_count'], ['lan_iface']],
		[
			'freebox_lan',
			['lanhost_reachable', 'lanhost_first_activity', 'lanhost_last_activity', 'lanhost_last_time_reachable'],
			['lan_iface', 'lan_primary_name', 'lan_ipv4', 'lan_ipv6', 'lan_mac_address'],
		],
		[
			'freebox_call',
			['call_datetime', 'call_duration'],
			['call', 'call_line_id', 'call_name', 'call_number', 'call_type'],
		],
		[
			'freebox_switch',
			[
				'switch_link',
				'switch_duplex',
				'switch_speed',
				'switch_rx_bytes_rate',
				'switch_tx_bytes_rate',
				'switch_err_packets',
				'switch_collisions',
			],
			['switch_port'],
		],
	]

describe.runIf(promtool.here)(`promtool check metrics${promtool.note}`, () => {
	it.each(modelNames)('has no remark on %s', async model => {
		const input = await pollFreebox(model, 'prometheus')
		const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {input, encoding: 'utf8'})
		expect([status, stdout, stderr]).toEqual([0, '', ''])
	})
})

/** A folder for state, and the program with it and a box. */
function withBox(freebox: Freebox) {
	const stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-e2e-'))
	const args = ['--endpoint', freebox.url, '--state-dir', stateDir]
	return {stateDir, args, [Symbol.dispose]: () => fs.rmSync(stateDir, {recursive: true})}
}

describe('the person at the terminal', () => {
	const terminal = installed('script')
	const register = ['freebox', 'register', '--ask-every', '100ms']

	it.runIf(terminal.here)(`sees a spinner until the box has answered${terminal.note}`, async () => {
		await using freebox = await startFreebox()
		freebox.box.accounts.registration = {pendingPolls: 3, decision: 'granted'}
		using box = withBox(freebox)
		const command = [process.execPath, bin, ...register, ...box.args].join(' ')
		const env = {PATH: process.env.PATH ?? '', TERM: 'xterm'}
		const {status, stdout} = await run(['script', '-qefc', command, '/dev/null'], {env})
		expect(status).toBe(0)
		const frames = stdout.match(/[\u280b\u2819\u2839\u2838\u283c\u2834]\S* Press > on the front of the box/g)
		expect(frames?.length).toBeGreaterThan(2)
		// The cursor is hidden meanwhile, and there again at the end.
		expect(stdout.lastIndexOf('\x1b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\x1b[?25l'))
		expect(stdout.slice(stdout.lastIndexOf('\x1b'))).toMatch(/registered with 127\.0\.0\.1:\d+; may contacts/)
	})

	it('is told a line for each state in a pipe, without any control sequence', async () => {
		await using freebox = await startFreebox()
		freebox.box.accounts.registration = {pendingPolls: 3, decision: 'granted'}
		using box = withBox(freebox)
		const {status, stdout, stderr} = await linestat([...register, ...box.args])
		expect([status, stderr]).toEqual([
			0,
			'Press > on the front of the box to accept the registration\nThe box says: granted\n',
		])
		expect(stdout).not.toContain('\x1b')
	})

	it('may go away: the registration goes on another time', async () => {
		await using freebox = await startFreebox()
		freebox.box.accounts.registration = {pendingPolls: 100_000, decision: 'granted'}
		using box = withBox(freebox)
		const asked = freebox.asked('GET login/authorize/42')
		const child = spawn(process.execPath, [bin, ...register, ...box.args], {
			stdio: ['ignore', 'pipe', 'pipe'],
		})
		const said = text(child.stderr)
		await asked
		child.kill('SIGINT')
		const [status] = (await once(child, 'close')) as [number]
		expect([status, await said]).toEqual([
			130,
			expect.stringContaining('Interrupted. Run linestat freebox register'),
		])
		const [app] = freebox.box.accounts.apps
		if (app !== undefined) app.pollsLeft = 0
		expect((await linestat([...register, ...box.args])).status).toBe(0)
		expect(freebox.box.accounts.apps).toHaveLength(1)
	})
})

describe('a container', () => {
	/** What the image sets, with a folder of the test instead of its own. */
	const environment = (folder: string): Record<string, string> => {
		const lines = fs.readFileSync('Dockerfile', 'utf8').matchAll(/^ENV (\w+)=(.*)$/gm)
		const set = Object.fromEntries([...lines].map(([, name, value = '']) => [name, value]))
		return {PATH: process.env.PATH ?? '', ...set, LINESTAT_STATE_DIR: folder}
	}

	it('says at once that somebody is to press >, and polls as soon as somebody has', async () => {
		await using freebox = await startFreebox()
		const {accounts} = freebox.box
		accounts.registration = {pendingPolls: 100_000, decision: 'granted'}
		using box = withBox(freebox)
		const command = [bin, 'freebox', '--endpoint', freebox.url, '--format', 'influx', '--timeout', '30s']
		const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
		const child = spawn(process.execPath, command, {env: environment(box.stateDir), stdio})
		const printed = text(child.stdout)
		let said = ''
		child.stderr.on('data', part => (said += part))
		await vi.waitUntil(() => said.includes('press > on the front of the box'), {timeout: 10_000})
		for (const app of accounts.apps) app.pollsLeft = 0
		const [status] = (await once(child, 'close')) as [number]
		expect([status, said]).toEqual([0, expect.stringContaining('the registration is granted')])
		expect(await printed).toContain('rate_down=')
	})

	it('begins a registration by itself, says so, and polls once somebody has pressed >', async () => {
		await using freebox = await startFreebox()
		freebox.box.accounts.registration = {pendingPolls: 2, decision: 'granted'}
		using box = withBox(freebox)
		const env = environment(box.stateDir)
		const command = ['freebox', '--endpoint', freebox.url, '--format', 'influx']
		const first = await linestat([...command, '--timeout', '1500ms'], {env})
		expect([first.status, first.stderr]).toEqual([4, expect.stringContaining('so one has begun: press >')])
		expect(first.stdout).toMatch(/^linestat_poll,.*result="auth".*up=0i/m)
		const second = await linestat([...command, '--timeout', '30s'], {env})
		expect([second.status, second.stderr]).toEqual([
			0,
			expect.stringContaining('the registration is granted'),
		])
		expect(second.stdout).toContain('rate_down=')
		// Kept in the volume: the next container of the same image finds it.
		expect(await linestat(command, {env})).toMatchObject({status: 0, stderr: ''})
		expect(freebox.box.accounts.apps).toHaveLength(1)
		expect(fs.statSync(path.join(box.stateDir, 'freebox.json')).mode & 0o777).toBe(0o600)
	})
})

it('a poll of everything over TLS opens no more connections than it may, and the next one none for a login', async () => {
	const tls = createCertificate({name: 'box', names: ['mafreebox.freebox.fr']})
	await using freebox = await startFreebox({tls})
	using box = withBox(freebox)
	expect((await linestat(['freebox', 'register', '--ask-every', '10ms', ...box.args])).status).toBe(0)
	for (const questions of [47, 44]) {
		const before = freebox.seen.requests.length
		freebox.seen.connections = 0
		expect((await linestat(['freebox', '--all', ...box.args])).status).toBe(0)
		expect(freebox.seen.requests.length - before).toBe(questions)
		expect(freebox.seen.connections).toBeLessThanOrEqual(10)
	}
})

describe.runIf(here)(`a database of freebox-monitoring${note}`, () => {
	let influxd: Influxd
	beforeAll(async () => {
		influxd = await startInfluxd()
		await influxd.create('old')
		// Its numbers have no suffix, so they are floats; InfluxDB refuses any other type from then on.
		const old = fs
			.readFileSync('fixtures/freebox/ultra-v16.influx', 'utf8')
			.split('\n')
			.filter(line =>
				/^freebox(_(call|dhcp|lan|storage|switch|virtualmachine|vpn_\w+|wifi))?,\S*api_version=/.test(line),
			)
			.join('\n')
			.replaceAll(/,(device|source)=[^, ]+/g, '')
		expect(old.split('\n').length).toBeGreaterThan(50)
		expect(old).not.toMatch(/=\d+i\b/)
		expect(await influxd.write('old', withHost(old))).toEqual({status: 204, text: ''})
		for (const model of ['ultra-v16', 'delta-v8']) {
			expect(await influxd.write('old', withHost(await pollFreebox(model)))).toEqual({status: 204, text: ''})
		}
	})
	afterAll(() => influxd[Symbol.asyncDispose]())

	it.each(
		QUERIES.flatMap(([measurement, fields, by]) => fields.map(field => [measurement, field, by] as const)),
	)('answers for %s %s by %j', async (measurement, field, by) => {
		const tags = by.map(tag => `"${tag}"`).join(', ')
		const query = `SELECT last("${field}") AS "value" FROM "${measurement}" WHERE "host" = 'freebox' AND "device" = 'freebox' GROUP BY ${tags}`
		const rows = await influxd.query('old', query)
		expect(rows.length).toBeGreaterThan(0)
		expect(rows.every(({value}) => value !== null)).toBe(true)
	})

	it.each(['/^bandwidth_.*/', '/^sfp_has_.*/'])('answers for fields that match %s', async pattern => {
		const rows = await influxd.query(
			'old',
			`SELECT ${pattern} FROM "freebox" WHERE "host" = 'freebox' LIMIT 1`,
		)
		expect(rows).toHaveLength(1)
	})

	it('keeps the names of its variables', async () => {
		const rows = await influxd.query('old', 'SHOW TAG VALUES FROM "freebox_switch" WITH KEY = "switch_port"')
		expect(rows.map(({value}) => value)).toContain('9999')
	})
})
