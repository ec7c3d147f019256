import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it, vi} from 'vitest'
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

describe('a session', () => {
	it('that ended between two polls is opened again, once', async () => {
		await using bench = await startBench()
		const {accounts} = bench.freebox.box
		await bench.poll(['--groups', 'call'])
		// An hour later.
		for (const session of accounts.sessions.values()) session.endsAt = 0
		const {status, stderr} = await bench.poll(['--all'])
		expect([status, stderr]).toEqual([0, ''])
		expect(bench.freebox.box.accounts.opened).toBe(2)
	})

	it('that ends in mid-poll is opened again, once', async () => {
		await using bench = await startBench()
		bench.freebox.box.accounts.sessionRequests = 25
		const {status, stderr} = await bench.poll(['--all'])
		expect([status, stderr]).toEqual([0, ''])
		expect(bench.freebox.box.accounts.opened).toBe(2)
	})

	it('that ends at once again is not opened for ever', async () => {
		await using bench = await startBench()
		bench.freebox.box.accounts.sessionRequests = 1
		const {status, stdout} = await bench.poll(['--all'])
		expect(status).toBe(0)
		expect(stdout).toContain('result="auth"')
		expect(bench.freebox.box.accounts.opened).toBe(2)
	})

	it('is ended where it cannot be kept', async () => {
		await using bench = await startBench()
		const credentials = path.join(bench.stateDir, 'freebox.json')
		const {status, stderr} = await bench.poll([
			'--credentials',
			credentials,
			'--state-dir',
			path.join(credentials, 'nowhere'),
		])
		expect(status).toBe(0)
		expect(stderr).toMatch(/^W! No folder for state is writable/)
		expect(bench.freebox.box.accounts).toMatchObject({opened: 1, closed: 1})
	})

	it('is kept in a file for its user alone', async () => {
		await using bench = await startBench()
		await bench.poll()
		const [file = ''] = fs.readdirSync(bench.stateDir).filter(one => one.startsWith('freebox-session'))
		expect(fs.statSync(path.join(bench.stateDir, file)).mode & 0o777).toBe(0o600)
	})

	it('serves two polls at the same moment', async () => {
		await using bench = await startBench()
		const polls = await Promise.all([bench.poll(['--all']), bench.poll(['--all'])])
		expect(polls.map(({status, stderr}) => [status, stderr])).toEqual([
			[0, ''],
			[0, ''],
		])
	})
})

describe('a login', () => {
	it('that is refused is tried once with the challenge of the refusal, and never again', async () => {
		await using bench = await startBench()
		for (const app of bench.freebox.box.accounts.apps) app.status = 'unknown'
		const {status, stdout, stderr} = await bench.poll(['--all'])
		expect(status).toBe(4)
		expect(stdout).toContain('result="auth"')
		expect(stderr).toContain('The box does not accept the registration')
		expect(bench.freebox.box.accounts.passwords).toHaveLength(2)
	})

	it('that was refused is not tried at each poll, but ever more seldom', async () => {
		await using bench = await startBench()
		const {accounts} = bench.freebox.box
		for (const app of accounts.apps) app.status = 'unknown'
		const start = 1_763_700_000
		const pollAt = async (seconds: number) => {
			const before = bench.freebox.seen.requests.length
			const clock = {now: () => BigInt(start + seconds) * 1_000_000_000n, monotonic: () => performance.now()}
			const ran = await bench.poll(['--timeout', '1h'], {io: {clock}})
			expect(ran.status).toBe(4)
			accounts.failures = 0
			return {...ran, asked: bench.freebox.seen.requests.length > before}
		}
		const asked = []
		for (let at = 0; at <= 3600; at += 10) if ((await pollAt(at)).asked) asked.push(at)
		expect(asked).toEqual([0, 60, 180, 420, 900, 1800, 2700, 3600])
		const {stdout, stderr} = await pollAt(3800)
		expect(stdout).toContain('result="auth"')
		expect(stderr).toMatch(
			/^E! The box does not accept the registration: [^\n]*\. It is not asked again for 12 min\. See [^\n]+\n$/,
		)
		// A clock that was set back does not make it wait.
		expect((await pollAt(-10_000)).asked).toBe(true)
		const forced = await bench.command(['register', '--force', '--ask-every', '10ms'])
		expect(forced.status).toBe(0)
		expect((await bench.poll()).status).toBe(0)
	})

	it('that the box refuses after too many failures is told', async () => {
		await using bench = await startBench()
		bench.freebox.box.accounts.failures = 5
		const {status, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([4, expect.stringContaining('refuses logins after too many failures')])
	})
})

describe('credentials', () => {
	it('that others can read are refused with what mends it', async () => {
		await using bench = await startBench()
		const file = path.join(bench.stateDir, 'freebox.json')
		fs.chmodSync(file, 0o644)
		expect(await bench.poll()).toMatchObject({
			status: 6,
			stderr: expect.stringContaining(`chmod 600 ${file}`),
		})
	})

	it.runIf(process.getuid?.() !== 0)('of another user', async () => {
		await using bench = await startBench()
		fs.chmodSync(path.join(bench.stateDir, 'freebox.json'), 0)
		expect(await bench.poll()).toMatchObject({
			status: 6,
			stderr: expect.stringContaining('belongs to another user'),
		})
	})

	it('that are damaged', async () => {
		await using bench = await startBench()
		fs.writeFileSync(path.join(bench.stateDir, 'freebox.json'), '{"x"')
		expect(await bench.poll()).toMatchObject({
			status: 6,
			stderr: expect.stringContaining('is no file of registrations'),
		})
	})

	it('that are missing', async () => {
		await using bench = await startBench({registered: false})
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([6, expect.stringContaining('Run linestat freebox register --endpoint')])
		expect(stdout).toContain('result="config"')
	})
})

it('a damaged session file is as none', async () => {
	await using bench = await startBench()
	await bench.poll()
	for (const file of fs.readdirSync(bench.stateDir)) {
		if (file.startsWith('freebox-session')) fs.writeFileSync(path.join(bench.stateDir, file), '\u0000{')
	}
	expect(await bench.poll()).toMatchObject({status: 0, stderr: ''})
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

it('an update of the box between two polls is noticed', async () => {
	await using bench = await startBench({model: 'delta-v8'})
	await bench.poll(['--all'])
	// Downgraded: the version that was kept is no longer served.
	Object.assign(bench.freebox.box.model.api_version, {api_version: '7.0'})
	const {status, stdout} = await bench.poll(['--groups', 'system'])
	expect(status).toBe(0)
	expect(stdout).toContain('api_version=7,')
})

describe('a box in the place of another, that has only older versions,', () => {
	const replaced = async () => {
		const bench = await startBench({model: 'delta-v8'})
		await bench.poll()
		const {box} = bench.freebox
		Object.assign(box.model.api_version, {api_version: '7.0'})
		return bench
	}

	it('is found although the session has ended too', async () => {
		await using bench = await replaced()
		bench.freebox.box.accounts.sessions.clear()
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).toContain('api_version=7,')
	})

	it('is found although it looks at the session before the version', async () => {
		await using bench = await replaced()
		const {box} = bench.freebox
		const handle = box.handle.bind(box)
		vi.spyOn(box, 'handle').mockImplementation(request =>
			/\/v8\/(?!login)/.test(request.url) ? box.failure('auth_required', 403, true) : handle(request),
		)
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).toContain('api_version=7,')
	})

	it('is found by the next poll where it only says that there is no such thing', async () => {
		await using bench = await replaced()
		const {box} = bench.freebox
		const handle = box.handle.bind(box)
		vi.spyOn(box, 'handle').mockImplementation(request =>
			request.url.includes('/v8/') ? box.failure('invalid_request', 404) : handle(request),
		)
		expect((await bench.poll()).stderr).toContain('connection (GET connection/: invalid_request')
		const {status, stdout, stderr} = await bench.poll()
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).toContain('api_version=7,')
	})
})
