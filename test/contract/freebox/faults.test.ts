import {describe, expect, it} from 'vitest'
import type {RunOptions} from '../../run.ts'
import {createCertificate} from '../../simulators/certificates.ts'
import type {Fault} from '../../simulators/freebox/faults.ts'
import {type Bench, badLines, startBench} from './bench.ts'

const long = ['--timeout', '20s']

/** Where nothing but the deadline ends the poll, it passes when everything else is done. */
const within = (fault: Fault, {freebox}: Bench): RunOptions => (fault === 'hang' ? {late: freebox.stuck} : {})

const faults: readonly (readonly [string, Fault, result: string])[] = [
	['hangs', 'hang', 'timeout'],
	['closes', 'close', 'unreachable'],
	['cuts the body', 'cut', 'unreachable'],
	['sends HTML', 'html', 'protocol'],
	['sends nothing', 'empty', 'protocol'],
	['floods', 'flood', 'protocol'],
	['404', {status: 404}, 'protocol'],
	['500', {status: 500}, 'unreachable'],
	['503', {status: 503}, 'unreachable'],
	[
		'says no with 200',
		{body: '{"success":false,"error_code":"internal_error","msg":"Erreur interne"}'},
		'protocol',
	],
	['says no without a word', {body: '{"success":false}'}, 'protocol'],
	['says neither yes nor no', {body: '{"result":[]}'}, 'protocol'],
	['cuts the JSON', {body: '{"success":true,"result":{"a":'}, 'protocol'],
]

describe.each(faults)('a box that %s', (_what, fault, result) => {
	it.each([
		['switch/port/2/stats', 'switch', 'freebox_switch,'],
		['lan/browser/wifiguest/', 'lan', 'lan_iface=pub'],
		['wifi/ap/0/stations/', 'wifi', 'wifi_state=1'],
		['system/', 'system', 'freebox_switch,'],
		['connection/config/', 'config', 'rate_down='],
	])('at %s costs only the section %s', async (path, section, kept) => {
		await using bench = await startBench()
		bench.freebox.faults.set(path, fault)
		const groups = ['--groups', 'system,switch,wifi,lan']
		const {status, stdout, stderr} = await bench.poll([...groups, ...long], within(fault, bench))
		expect(status).toBe(0)
		expect(badLines(stdout)).toEqual([])
		expect(stdout).toContain(kept)
		expect(stdout).toMatch(
			new RegExp(`^linestat_section,.*section=${section},.* duration.*result="${result}",up=0i`, 'm'),
		)
		expect(stdout.match(/^linestat_section.*up=0i/gm)).toHaveLength(1)
		expect(stdout).toMatch(/^linestat_poll,.*errors=1i.*result="partial"/m)
		expect(stderr).toMatch(
			new RegExp(`^W! freebox [^\\n]*: 1 of 7 sections failed: ${section} \\([^\\n]*\\n$`),
		)
	})

	it('everywhere ends the poll with a word, a status and valid output', async () => {
		await using bench = await startBench()
		bench.freebox.faults.set('*', fault)
		const {status, stdout, stderr} = await bench.poll(['--all', ...long], within(fault, bench))
		expect(status).toBe(result === 'protocol' ? 5 : 3)
		expect(badLines(stdout)).toEqual([])
		expect(stdout).toMatch(new RegExp(`^linestat_poll,.*result="${result}".*up=0i`, 'm'))
		expect(stderr).toMatch(/^E! [^\n]+\n$/)
	})

	it.each(['/api_version', 'login/', 'login/session/'])('at %s ends the poll likewise', async path => {
		await using bench = await startBench()
		bench.freebox.faults.set(path, fault)
		const {status, stdout, stderr} = await bench.poll(long, within(fault, bench))
		expect([3, 5]).toContain(status)
		expect(badLines(stdout)).toEqual([])
		expect(stdout).toMatch(/^linestat_poll,.*up=0i/m)
		expect(stderr).toMatch(/^E! [^\n]+\n$/)
	})
})

it.each(['connection/', 'connection/config/', 'connection/ftth/'])(
	'over TLS too %s that hangs costs only its own',
	async path => {
		const tls = createCertificate({name: 'box', names: ['mafreebox.freebox.fr']})
		await using bench = await startBench({tls, fingerprint: tls.fingerprint})
		await bench.poll()
		bench.freebox.seen.connections = 0
		bench.freebox.faults.set(path, 'hang')
		const {status, stdout, stderr} = await bench.poll(long, {late: bench.freebox.stuck})
		expect([status, stderr]).toEqual([0, expect.stringMatching(/^W! [^\n]+ of 3 sections failed: [^\n]+\n$/)])
		// What it says about the line depends on what it says about the connection.
		expect(stdout.match(/^linestat_section,.*up=1i/gm)).toHaveLength(path === 'connection/' ? 1 : 2)
		expect(bench.freebox.seen.connections).toBe(2)
	},
)

it('a slow box is waited for', async () => {
	await using bench = await startBench()
	bench.freebox.faults.set('*', {delayMs: 150})
	expect(await bench.poll()).toMatchObject({status: 0, stderr: ''})
})

it('a box that is not there, and one that is no Freebox', async () => {
	const bench = await startBench()
	await bench.freebox.close()
	const {status, stderr, stdout} = await bench.poll()
	expect([status, stderr]).toEqual([3, expect.stringContaining('refused the connection')])
	expect(stdout).toContain('result="refused"')
	await using other = await startBench()
	other.freebox.faults.set('/api_version', {body: '{"hello":"world"}'})
	expect((await other.poll()).stderr).toContain(
		'the answer names no version. Check that --endpoint is a Freebox',
	)
})

it('a section without result is empty, and null is nothing', async () => {
	await using bench = await startBench()
	const {overrides} = bench.freebox.box
	overrides.set('connection/', {
		state: 'up',
		media: null,
		ipv4: null,
		ipv6: 7,
		bytes_down: '12',
		rate_down: -1,
		bytes_up: 1.5,
	})
	overrides.set('system/', {sensors: null, fans: 'none', uptime_val: null, model_info: []})
	overrides.set('storage/disk/', [null, 3, {id: null, partitions: {}}])
	const {status, stdout} = await bench.poll(['--groups', 'system,disk', '--timestamp', 'none'])
	expect(status).toBe(0)
	expect(badLines(stdout)).toEqual([])
	const [connection] = stdout.split('\n')
	expect(connection).toMatch(/ state=1$/)
	expect(stdout).not.toMatch(/null|undefined|NaN|n\/a|=-1\b/)
})

it('a clock that is far off changes nothing but the time', async () => {
	await using bench = await startBench()
	const io = {clock: {now: () => 0n, monotonic: () => performance.now()}}
	const {stdout} = await bench.poll(['--groups', 'system', '--timeout', '1h'], {io})
	expect(stdout).toContain('result="ok"')
	expect(stdout).toMatch(/^wan,/m)
	expect(stdout).not.toMatch(/^wan,.*uptime_seconds/m)
	const ahead = {clock: {now: () => 4_000_000_000n * 1_000_000_000n, monotonic: () => performance.now()}}
	const late = await bench.poll(['--groups', 'system', '--timeout', '1h'], {io: ahead})
	expect(late.stdout).toMatch(/^wan,/m)
	expect(late.stdout).not.toMatch(/^wan,.*uptime_seconds/m)
})
