import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {createCertificate} from '../../simulators/certificates.ts'
import {type Bench, startBench} from './bench.ts'

const quick = ['--ask-every', '10ms']
/** The first question what has become of the first registration. */
const FIRST = 'GET login/authorize/42'
const modeOf = (file: string): number => fs.statSync(file).mode & 0o777
const fileOf = ({stateDir}: Bench): string => path.join(stateDir, 'freebox.json')
const entryOf = (bench: Bench): Record<string, unknown> => {
	const boxes = JSON.parse(fs.readFileSync(fileOf(bench), 'utf8')) as Record<string, Record<string, unknown>>
	return boxes[`127.0.0.1:${bench.freebox.port}`] ?? {}
}

it('registers when it is accepted at the box, and the next poll works', async () => {
	await using bench = await startBench({registered: false})
	const {status, stdout, stderr} = await bench.command(['register', ...quick])
	expect([status, stderr]).toEqual([
		0,
		'Press > on the front of the box to accept the registration\nThe box says: granted\n',
	])
	expect(stdout).toContain(`registered with 127.0.0.1:${bench.freebox.port}; may contacts, calls`)
	expect(modeOf(fileOf(bench))).toBe(0o600)
	const [app] = bench.freebox.box.accounts.apps
	expect(entryOf(bench)).toMatchObject({
		appId: 'fr.freebox.linestat',
		appToken: app?.token,
		status: 'granted',
	})
	expect(stdout + stderr + bench.freebox.seen.text).not.toContain(app?.token)
	expect(bench.freebox.box.accounts).toMatchObject({opened: 1, closed: 1})
	expect((await bench.poll()).status).toBe(0)
})

it.each([
	['denied', 4, 'The registration was refused at the box'],
	['timeout', 3, 'Nobody accepted the registration at the box in time'],
] as const)('says when it is %s, and a poll says it too', async (decision, expected, message) => {
	await using bench = await startBench({registered: false})
	bench.freebox.box.accounts.registration = {pendingPolls: 1, decision}
	const {status, stderr} = await bench.command(['register', ...quick])
	expect(status).toBe(expected)
	expect(stderr).toContain(`The box says: ${decision}\nE! ${message}`)
	const poll = await bench.poll()
	expect(poll.status).toBe(4)
	expect(poll.stderr).toContain('Run linestat freebox register --endpoint http://127.0.0.1:')
})

it('says where to switch registrations on when the box takes none', async () => {
	await using bench = await startBench({registered: false})
	bench.freebox.box.accounts.registration = {pendingPolls: 0, decision: 'granted', refusal: 'new_apps_denied'}
	const {status, stderr} = await bench.command(['register', ...quick])
	expect([status, stderr]).toEqual([
		4,
		'E! The box takes no new applications. Allow them in Freebox OS: settings, access management (Gestion des acces).\n',
	])
	expect(fs.existsSync(fileOf(bench))).toBe(false)
})

it('goes on after it was interrupted, without asking the box for another token', async () => {
	await using bench = await startBench({registered: false})
	bench.freebox.box.accounts.registration = {pendingPolls: 1000, decision: 'granted'}
	const interrupted = await bench.command(['register', ...quick], {
		onInterrupt: listener => void bench.freebox.asked(FIRST).then(() => listener('SIGINT')),
	})
	expect(interrupted.status).toBe(130)
	expect(interrupted.stderr).toContain('Interrupted. Run linestat freebox register again')
	expect(entryOf(bench)).toMatchObject({status: 'pending'})
	const [app] = bench.freebox.box.accounts.apps
	if (app !== undefined) app.pollsLeft = 2
	const {status} = await bench.command(['register', ...quick])
	expect(status).toBe(0)
	expect(bench.freebox.box.accounts.apps).toHaveLength(1)
	expect(entryOf(bench)).toMatchObject({status: 'granted'})
})

it('begins anew where the box has forgotten the request', async () => {
	await using bench = await startBench({registered: false})
	const {accounts} = bench.freebox.box
	accounts.registration = {pendingPolls: 1000, decision: 'granted'}
	await bench.command(['register', ...quick], {late: bench.freebox.asked(FIRST)})
	const [forgotten] = accounts.apps.splice(0)
	accounts.registration = {pendingPolls: 0, decision: 'granted'}
	expect((await bench.command(['register', ...quick])).status).toBe(0)
	expect(accounts.apps).toHaveLength(1)
	expect(entryOf(bench).appToken).toBe(accounts.apps[0]?.token)
	expect(entryOf(bench).appToken).not.toBe(forgotten?.token)
})

it('ends when nobody comes in time, and tells a poll to wait for the person', async () => {
	await using bench = await startBench({registered: false})
	bench.freebox.box.accounts.registration = {pendingPolls: 1000, decision: 'granted'}
	const {status, stderr} = await bench.command(['register', ...quick], {late: bench.freebox.asked(FIRST)})
	expect(status).toBe(3)
	expect(stderr).toContain('Nobody answered at 127.0.0.1')
	const poll = await bench.poll()
	expect([poll.status, poll.stderr]).toEqual([4, expect.stringContaining('has not been accepted at the box')])
})

it('needs --force for a second registration', async () => {
	await using bench = await startBench()
	const refused = await bench.command(['register', ...quick])
	expect([refused.status, refused.stderr]).toEqual([6, expect.stringContaining('is registered already')])
	expect((await bench.command(['register', '--force', ...quick])).status).toBe(0)
	expect(bench.freebox.box.accounts.apps).toHaveLength(2)
})

it.each([
	['denied', 4],
	['timeout', 3],
] as const)('keeps a registration that works when a second one is %s', async (decision, expected) => {
	await using bench = await startBench()
	bench.freebox.box.accounts.registration = {pendingPolls: 1, decision}
	const {status} = await bench.command(['register', '--force', ...quick])
	expect(status).toBe(expected)
	expect((await bench.poll()).status).toBe(0)
})

it('takes over the credentials of freebox-monitoring', async () => {
	await using bench = await startBench({registered: false})
	const app = bench.freebox.box.accounts.grant('fr.freebox.seximonitor')
	const ini = path.join(bench.stateDir, '.credentials')
	fs.writeFileSync(
		ini,
		`[general]\ntrack_id = ${app.trackId}\napp_token = ${app.token}\n\n[api]\napi_ssl = True\n`,
	)
	const {status, stdout} = await bench.command(['register', '--import', ini])
	expect([status, stdout]).toEqual([0, expect.stringContaining('registered with')])
	expect(bench.freebox.seen.requests).not.toContain('POST login/authorize/')
	expect((await bench.poll()).status).toBe(0)
	fs.writeFileSync(ini, `[general]\ntrack_id = 7\napp_token = wrong\n`)
	const wrong = await bench.command(['register', '--force', '--import', ini])
	expect([wrong.status, wrong.stderr]).toEqual([
		4,
		expect.stringContaining('does not accept the credentials'),
	])
})

it('lets a group read the registration with --group', async () => {
	await using bench = await startBench({registered: false})
	const gid = String(process.getgid?.() ?? 0)
	expect((await bench.command(['register', '--group', gid, ...quick])).status).toBe(0)
	expect(modeOf(fileOf(bench))).toBe(0o640)
	expect(modeOf(bench.stateDir)).toBe(0o770)
	expect((await bench.poll()).status).toBe(0)
	const unknown = await bench.command(['register', '--force', '--group', 'no-such-group', ...quick])
	expect([unknown.status, unknown.stderr]).toEqual([6, expect.stringContaining('no group "no-such-group"')])
})

it('begins by itself with --auto-register, and goes on with the next poll', async () => {
	await using bench = await startBench({registered: false})
	bench.freebox.box.accounts.registration = {pendingPolls: 1, decision: 'granted'}
	const first = await bench.poll(['--auto-register'], {late: bench.freebox.asked(FIRST)})
	expect(first.status).toBe(4)
	expect(first.stderr).toMatch(/^E! The registration with .* waits for a person\. Press > on the front/m)
	expect(first.stderr).toMatch(/^W! .*there is no registration, so one has begun: press > on the front/m)
	expect(first.stdout).toContain('result="auth"')
	const second = await bench.poll(['--auto-register', '--timeout', '1m'])
	expect([second.status, second.stderr]).toEqual([0, expect.stringContaining('the registration is granted')])
	expect(bench.freebox.box.accounts.apps).toHaveLength(1)
	const third = await bench.poll(['--auto-register'])
	expect([third.status, third.stderr]).toEqual([0, ''])
})

it('does not begin again with --auto-register where somebody refused', async () => {
	await using bench = await startBench({registered: false})
	bench.freebox.box.accounts.registration = {pendingPolls: 0, decision: 'denied'}
	for (let at = 0; at < 3; at++) expect((await bench.poll(['--auto-register'])).status).toBe(4)
	expect(bench.freebox.box.accounts.apps).toHaveLength(1)
})

it('shows the registration, and whether it works', async () => {
	await using bench = await startBench({model: 'mini-v5'})
	const good = await bench.command(['register-status'])
	expect([good.status, good.stderr]).toEqual([0, ''])
	expect(good.stdout).toContain('model         Freebox mini (r1)')
	expect(good.stdout).toContain('api           version 5.0, asked for 5')
	expect(good.stdout).toContain('lacking       calls, vm')
	expect(good.stdout).toContain('works         yes')
	expect(good.stdout).not.toContain(bench.appToken)
	expect(bench.freebox.box.accounts).toMatchObject({opened: 1, closed: 1})

	for (const app of bench.freebox.box.accounts.apps) app.status = 'unknown'
	const revoked = await bench.command(['register-status', '--format', 'json'])
	expect(revoked.status).toBe(4)
	expect(JSON.parse(revoked.stdout)).toMatchObject({works: 'no', registration: 'granted'})
	expect(revoked.stderr).toContain('E! The box does not accept the registration')
})

it('lets polls go on at once when the box accepts them again', async () => {
	await using bench = await startBench()
	const {apps} = bench.freebox.box.accounts
	for (const app of apps) app.status = 'unknown'
	await bench.poll()
	for (const app of apps) app.status = 'granted'
	expect((await bench.poll()).stderr).toContain('It is not asked again')
	expect((await bench.command(['register-status'])).status).toBe(0)
	expect(await bench.poll()).toMatchObject({status: 0, stderr: ''})
})

it.each([
	['register-status', 'connection/'],
	['logout', 'login/logout/'],
])('%s does not wait for a box that hangs', async (command, question) => {
	await using bench = await startBench()
	await bench.poll()
	bench.freebox.faults.set(question, 'hang')
	const {status, stderr} = await bench.command([command], {late: bench.freebox.stuck})
	expect([status, stderr]).toEqual([3, expect.stringMatching(/^E! 127\.0\.0\.1:\d+ did not answer in time/)])
})

it('shows that there is no registration', async () => {
	await using bench = await startBench({registered: false})
	const {status, stdout, stderr} = await bench.command(['register-status'])
	expect([status, stderr]).toEqual([6, expect.stringContaining('There is no registration')])
	expect(stdout).toContain('registration  none')
})

it('remembers the certificate, refuses another, and takes it with --repin', async () => {
	const [first, second] = ['one', 'two'].map(name =>
		createCertificate({name, names: ['mafreebox.freebox.fr']}),
	)
	if (first === undefined || second === undefined) throw new Error('no certificates')
	await using bench = await startBench({registered: false, tls: first})
	const registered = await bench.command(['register', ...quick])
	expect([registered.status, registered.stdout]).toEqual([0, expect.stringContaining(first.fingerprint)])
	expect((await bench.poll()).status).toBe(0)

	bench.freebox.certificate(second)
	const before = bench.freebox.seen.text
	const refused = await bench.poll()
	expect(refused.status).toBe(4)
	expect(refused.stderr).toContain(`SHA256:${second.fingerprint}, not SHA256:${first.fingerprint} as before`)
	expect(refused.stderr).toContain('linestat freebox register-status --repin')
	expect(bench.freebox.seen.text).toBe(before)

	const repinned = await bench.command(['register-status', '--repin'])
	expect([repinned.status, repinned.stdout]).toEqual([
		0,
		expect.stringContaining(`pinned        SHA256:${second.fingerprint}`),
	])
	expect((await bench.poll()).status).toBe(0)
})

it('ends the session with logout, and forgets the registration with unregister', async () => {
	await using bench = await startBench()
	await bench.poll()
	const {accounts} = bench.freebox.box
	expect(accounts).toMatchObject({opened: 1, closed: 0})
	expect(await bench.command(['logout'])).toMatchObject({status: 0, stdout: 'the session is ended\n'})
	expect(await bench.command(['logout'])).toMatchObject({status: 0, stdout: 'there is no session\n'})
	expect(accounts.closed).toBe(1)
	await bench.poll()
	const forgotten = await bench.command(['unregister'])
	expect([forgotten.status, forgotten.stdout]).toEqual([
		0,
		expect.stringContaining('Remove the application in Freebox OS'),
	])
	expect(accounts).toMatchObject({opened: 2, closed: 2})
	expect((await bench.poll()).status).toBe(6)
})
