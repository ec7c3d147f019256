import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {run} from '../../run.ts'
import {createCertificate} from '../../simulators/certificates.ts'
import {modelNames} from '../../simulators/freebox/model.ts'
import {startBench} from './bench.ts'

/** Of people, machines and places in the fixtures. */
const PRIVATE = [
	...['Zo\u00e9', 'zoe', '0102030405', '0999999999', 'r0ro', 'maison', 'voisin', 'imprimante', 'invit\u00e9'],
	...[
		'957601J',
		'GSCH',
		'DE1049',
		'21430X',
		'893315',
		'20815a1b2c3d',
		'RGlzcXVl',
		'L0Rpc3F1ZSBkdXI',
		'bureau',
	],
]

const points = (stdout: string) => stdout.replace(/^linestat_.*\n/gm, '')

describe('--groups', () => {
	it('reads only what was asked for', async () => {
		await using bench = await startBench()
		await bench.poll()
		const asked = bench.freebox.seen.requests.filter(one => !one.includes('login'))
		expect(asked.sort()).toEqual([
			'GET /api_version',
			'GET connection/',
			'GET connection/config/',
			'GET connection/ftth/',
		])
	})

	it('has the switches of freebox-monitoring as other names', async () => {
		await using bench = await startBench()
		const old = await bench.poll(['--status-sys', '--status-vpnsrv', '--timestamp', 'none'])
		const own = await bench.poll(['--groups', 'system,vpn-server', '--timestamp', 'none'])
		expect(points(old.stdout)).toBe(points(own.stdout))
		expect(old.stdout).toContain('freebox_vpn_server,')
	})

	it('names the groups when it gets another', async () => {
		const {status, stderr} = await run(['freebox', '--groups', 'system,wlan'])
		expect([status, stderr]).toEqual([2, expect.stringContaining('"wlan" is no group: use lte, system')])
	})

	it('tells hardware that is not there where it was asked for by name', async () => {
		await using bench = await startBench({model: 'one-v8'})
		const {status, stderr, stdout} = await bench.poll(['--groups', 'vm,lan'])
		expect(status).toBe(0)
		expect(stderr).toContain('the box has no vm (invalid_request)')
		expect(stderr).toContain('the box has no lan (nodev)')
		expect(stdout).toContain('result="ok"')
	})

	it('tells a mobile link that is not there, also where it is asked for in three questions', async () => {
		await using bench = await startBench({model: 'ultra-v16'})
		const {status, stderr, stdout} = await bench.poll(['--groups', 'lte'])
		expect(status).toBe(0)
		expect(stderr).toContain('the box has no lte (nodev)')
		expect(stdout).toContain('result="ok"')
	})

	it('tells a permission that is lacking', async () => {
		await using bench = await startBench()
		bench.freebox.box.permissions = {calls: false, vm: true}
		const {status, stderr} = await bench.poll(['--all'])
		expect(status).toBe(0)
		expect(stderr).toMatch(
			/^W! [^\n]*call is left out: the application lacks the permission "calls"[^\n]*\n$/,
		)
	})
})

it('--anonymize leaves nothing that names a person, a machine or a place, and hashes stay', async () => {
	await using bench = await startBench()
	const args = ['--all', '--anonymize', '--timestamp', 'none']
	const first = await bench.poll(args)
	const second = await bench.poll(args)
	expect(points(second.stdout)).toBe(points(first.stdout))
	expect(first.stdout).not.toMatch(/([0-9A-F]{2}:){5}[0-9A-F]{2}/i)
	expect(first.stdout).not.toMatch(/198\.51\.100|203\.0\.113|192\.0\.2\.|2001:db8/)
	for (const text of [
		'Zoé',
		'zoe',
		'0102030405',
		'0999999999',
		'r0ro',
		'maison',
		'imprimante',
		'957601J',
		'GSCH',
		'DE1049',
	])
		expect(first.stdout).not.toContain(text)
	// The machine's MAC address, as its link-local address has it.
	expect(first.stdout).not.toContain('fe36:15aa')
	expect(first.stdout).toContain('lan_ipv4=192.168.1.20')
	expect(first.stdout).toContain('lanhost_reachable=1')
})

it('--max-hosts bounds the series and keeps the counts', async () => {
	await using bench = await startBench()
	const {stdout} = await bench.poll(['--all', '--max-hosts', '1'])
	expect(stdout.match(/^freebox_lan,.*lan_iface=pub.*lanhost_reachable/gm)).toHaveLength(1)
	expect(stdout).toContain('known=4i')
	expect(stdout.match(/client_last_seen/g)).toHaveLength(1)
	expect(stdout).toContain('dhcp_lease_count=2')
})

it('--patch-rate-up takes what is sent from the ports, once', async () => {
	await using bench = await startBench()
	const {stdout} = await bench.poll(['--groups', 'switch', '--patch-rate-up', '--timestamp', 'none'])
	expect(stdout.match(/\brate_up=/g)).toEqual(['rate_up='])
	expect(stdout).toContain('bytes_up=20019882,rate_up=1808')
	const old = await bench.poll(['--status-switch', '--patch-rate-up-bytes-up', '--timestamp', 'none'])
	expect(points(old.stdout)).toBe(points(stdout))
})

describe('--api-version', () => {
	it.each([
		[5, 'sys_temp_', 'sys_temp_count'],
		[8, 'sys_temp_count', 'call_phone_number'],
		[10, 'call_phone_number', 'sys_temp_cpub'],
	])('%d is answered in its own shapes', async (version, present, absent) => {
		await using bench = await startBench()
		const {status, stdout} = await bench.poll(['--all', '--api-version', String(version)])
		expect(status).toBe(0)
		expect(stdout).toContain(`api_version=${version},`)
		if (version !== 5) expect(stdout).toContain(present)
		else expect(stdout).toContain('sensor=temp_cpu0')
		expect(stdout).not.toContain(absent)
	})

	it('beyond that of the box is refused with what the box has', async () => {
		await using bench = await startBench({model: 'delta-v8'})
		const {status, stderr} = await bench.poll(['--api-version', '16'])
		expect([status, stderr]).toEqual([
			2,
			expect.stringContaining('The box has version 8.4 of the API, not 16'),
		])
	})
})

/** Measurement, names of tags, and fields without texts: what a replay must print as the poll did. */
const withoutTexts = (stdout: string) =>
	points(stdout)
		.replace(/=(?:"(?:\\.|[^"\\])*")/g, '=TEXT')
		.replace(/,([a-z_0-9]+)=(?:\\.|[^\\, ])*(?=[^\n]* [a-z_0-9]+=)/g, ',$1')
		.split('\n')
		.sort()

describe.each(modelNames)('a captured poll of %s', model => {
	it('gives the same numbers again, without a box', async () => {
		await using bench = await startBench({model})
		const file = path.join(bench.stateDir, 'capture.txt')
		const args = ['freebox', '--endpoint', bench.freebox.url, '--all', '--timestamp', 'none']
		const live = await bench.poll(['--all', '--timestamp', 'none', '--capture', file])
		expect(live.status).toBe(0)
		const io = {clock: {now: () => 1_763_700_100n * 1_000_000_000n, monotonic: () => performance.now()}}
		const again = await run([...args, '--timeout', '1h', '--replay', file], {io})
		expect(again.status).toBe(0)
		expect(withoutTexts(again.stdout)).toEqual(withoutTexts(live.stdout))
		expect(withoutTexts(live.stdout).join('\n')).toContain('bytes_down=')
	})

	it('holds no secret and nothing that names people, machines or places', async () => {
		await using bench = await startBench({model})
		const file = path.join(bench.stateDir, 'capture.txt')
		await bench.poll(['--all', '--capture', file])
		const captured = fs.readFileSync(file, 'utf8')
		const secrets = [bench.appToken, ...bench.freebox.box.accounts.sessions.keys(), 'secret']
		for (const secret of secrets) expect(captured).not.toContain(secret)
		const macs = captured.match(/(?:[\da-f]{2}[:-]){5}[\da-f]{2}/gi) ?? []
		expect(macs.filter(mac => !/^02[:-]00[:-]5e|^00[:-]00[:-]00[:-]00/i.test(mac))).toEqual([])
		const {uid, api_domain} = bench.freebox.box.model.api_version
		for (const value of [uid, api_domain]) if (value !== undefined) expect(captured).not.toContain(value)
		for (const text of PRIVATE) expect(captured.toLowerCase()).not.toContain(text.toLowerCase())
	})
})

it('what is the same in a box is the same in its capture', async () => {
	await using bench = await startBench()
	const file = path.join(bench.stateDir, 'capture.txt')
	await bench.poll(['--all', '--capture', file])
	const captured = fs.readFileSync(file, 'utf8')
	const before = JSON.stringify(bench.freebox.box.model.answers)
	const count = (text: string, part: string) => text.split(part).length - 1
	const [, name = ''] = /"primary_name":"(name\d+)","primary_name_manual":true/.exec(captured) ?? []
	expect(count(captured, `"${name}"`)).toBe(count(before, '"iPhone de Zo\u00e9"'))
	// The telephone of the house is the first.
	expect(captured).toContain('"number":"0199000002"')
	expect(captured).toContain('"number":"**1","name":"**1"')
	expect(captured).toContain('>>> GET lan/browser/pub/')
	expect(captured).toContain('9007199254740993')
})

it('a box with an address is verified by the name of every box', async () => {
	const root = createCertificate({name: 'Root'})
	const leaf = createCertificate({name: 'box', names: ['mafreebox.freebox.fr'], issuer: root})
	await using bench = await startBench({tls: leaf})
	const ca = path.join(bench.stateDir, 'ca.pem')
	fs.writeFileSync(ca, root.cert)
	const refused = await bench.poll()
	expect([refused.status, refused.stderr]).toEqual([4, expect.stringContaining('which nothing vouches for')])
	expect(bench.freebox.seen.text).toBe('')
	expect((await bench.poll(['--ca-file', ca])).status).toBe(0)
	// The certificate that was verified is known now, so that the next poll has one handshake.
	expect((await bench.poll()).status).toBe(0)
	expect((await bench.poll(['--tls-fingerprint', `SHA256:${leaf.fingerprint}`])).status).toBe(0)
	expect((await bench.poll(['--tls-fingerprint', `SHA256:${root.fingerprint}`])).status).toBe(4)
})

it('plain HTTP is used only where it is asked for', async () => {
	await using bench = await startBench()
	const {status, stderr} = await bench.poll(['--endpoint', `127.0.0.1:${bench.freebox.port}`])
	expect(status).toBe(3)
	expect(stderr).toContain(`If the box offers no TLS, use --endpoint http://127.0.0.1:${bench.freebox.port}`)
	expect(bench.freebox.seen.requests).toEqual([])
})
