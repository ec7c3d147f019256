import fs from 'node:fs'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {possible} from '../../possible.ts'
import {startBench} from './bench.ts'

const other = possible(process.getuid?.() !== 0, 'root may read everything')

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

it('a damaged session file is as none', async () => {
	await using bench = await startBench()
	await bench.poll()
	for (const file of fs.readdirSync(bench.stateDir)) {
		if (file.startsWith('freebox-session')) fs.writeFileSync(path.join(bench.stateDir, file), '\u0000{')
	}
	expect(await bench.poll()).toMatchObject({status: 0, stderr: ''})
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

	it.runIf(other.here)(`of another user${other.note}`, async () => {
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
