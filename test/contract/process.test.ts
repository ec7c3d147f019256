import {execFileSync} from 'node:child_process'
import {describe, expect, it} from 'vitest'
import {folder} from '../folder.ts'
import {fakeProgram, spawn} from '../spawn.ts'

/** The program as a process: what only signals, pipes and the end of a process can show. One that does not end fails. */
const poll = (things: readonly string[], options: Parameters<typeof spawn>[1] = {}) =>
	spawn(fakeProgram('fake', ...things), options)

const OK = /^fake,device=fake,source=192\.0\.2\.1 port=1i \d+\nlinestat_poll,.*result="ok".*\n$/

it('prints a poll and ends at once', async () => {
	const ran = await poll([])
	expect(ran).toMatchObject({status: 0, stderr: ''})
	expect(ran.stdout).toMatch(OK)
})

it.each([
	['a handle that stays open', 'handle'],
	['an exception after the poll', 'crash-after'],
	['what libraries print', 'console'],
])('is not disturbed by %s', async (_what, thing) => {
	const ran = await poll([thing])
	expect(ran).toMatchObject({status: 0, stderr: ''})
	expect(ran.stdout).toMatch(OK)
})

it('is not held up by a request that is stuck in the thread pool', async () => {
	const pipe = `${folder()}/pipe`
	execFileSync('mkfifo', [pipe])
	const ran = await poll([`thread=${pipe}`])
	expect(ran).toMatchObject({status: 0, stderr: ''})
	const failed = await poll([`thread=${pipe}`, 'unknown', '--timeout', '1h'])
	expect(failed.status).toBe(1)
})

it.each([
	['an exception that nobody catches', 'throw-later', 'thrown by a timer'],
	['a rejection that nobody handles', 'reject', 'rejected by nobody'],
])('turns %s into a valid result and status 1', async (_what, thing, message) => {
	const {status, stdout, stderr} = await poll([thing, '--timeout', '1h'])
	expect(status).toBe(1)
	expect(stdout).toContain('result="internal",result_code=1i,up=0i')
	expect(stderr).toMatch(
		new RegExp(`^E! Internal error \\(Error: ${message}\\)\\. Please report it[^\\n]*\\n$`),
	)
})

describe('signals', () => {
	/** Sent when the poll says that it is under way. */
	const interrupted = (signals: readonly NodeJS.Signals[]) => {
		const left = [...signals]
		return poll(['ready', 'hang', '--timeout', '1h'], {
			onOutput: child => {
				for (const signal of left.splice(0)) child.kill(signal)
			},
		})
	}

	it('SIGTERM twice, as Telegraf sends it, prints what there is and ends with 0', async () => {
		const {status, signal, stdout, stderr} = await interrupted(['SIGTERM', 'SIGTERM'])
		expect({status, signal}).toEqual({status: 0, signal: null})
		expect(stdout).toContain('fake,device=fake,source=192.0.2.1 port=1i')
		expect(stdout).toContain('result="partial"')
		expect(stderr).toBe('ready\nW! fake 192.0.2.1: only a part was read: Ended by SIGTERM.\n')
	})

	it('SIGINT prints nothing and ends with 130', async () => {
		const {status, stdout, stderr} = await interrupted(['SIGINT'])
		expect(status).toBe(130)
		expect(stdout).toBe('')
		expect(stderr).toMatch(/^ready\n[EW]! [^\n]*Ended by SIGINT\.\n$/)
	})
})

describe('pipes', () => {
	const shell = (line: string) => spawn(['/bin/bash', '-c', line])
	const program = fakeProgram().join(' ')

	it('a reader of stdout that has seen enough is no failure', async () => {
		const {stdout, stderr} = await shell(`${program} fake flood=20000 | head -1; echo "\${PIPESTATUS[0]}"`)
		expect(stdout).toMatch(/^fake,[^\n]*\n0\n$/)
		expect(stderr).toBe('')
	})

	it('a reader of stderr that is gone changes nothing', async () => {
		const line = `${program} fake unknown 2> >(exec 0<&-; sleep 0.5) | tail -1; echo "\${PIPESTATUS[0]}"`
		const {stdout} = await shell(line)
		expect(stdout).toMatch(/linestat_poll,[^\n]*\n1\n$/)
	})

	it('megabytes arrive whole at a slow reader', async () => {
		const {stdout} = await shell(`${program} fake flood=20000 | (sleep 0.5; wc -lc)`)
		const [lines, bytes] = stdout.trim().split(/\s+/).map(Number)
		expect(lines).toBe(20_002)
		expect(bytes).toBeGreaterThan(4_000_000)
	})

	it('a full device is told on stderr, with status 6', async () => {
		const {stdout, stderr} = await shell(`${program} fake > /dev/full; echo $?`)
		expect(stdout).toBe('6\n')
		expect(stderr).toMatch(/^E! Cannot write to stdout: ENOSPC[^\n]*\n$/)
	})
})
