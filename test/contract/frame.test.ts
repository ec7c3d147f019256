import fs from 'node:fs'
import {describe, expect, it} from 'vitest'
import type {PollModule} from '../../src/devices/device.ts'
import {AuthError, ConfigError, ConnectError, ParseError, UsageError} from '../../src/errors.ts'
import {point} from '../../src/metrics/model.ts'
import {fakeCatalog, fakeMeasurement} from '../fake-device.ts'
import {folder} from '../folder.ts'
import {type RunOptions, run} from '../run.ts'

type Poll = PollModule['poll']

const one = [point(fakeMeasurement, {}, {port: 1})]
const good: Poll = async (_options, context) => context.add(one)
const failing =
	(error: unknown): Poll =>
	async () => {
		throw error
	}
const hanging: Poll = () => new Promise(() => {})

const poll = (read: Poll, argv: readonly string[] = [], options: RunOptions = {}) =>
	run(['fake', ...argv], {...options, catalog: fakeCatalog(read)})

describe('errors', () => {
	it.each([
		[new ConnectError('No route', {result: 'unreachable'}), 3, 'unreachable'],
		[new ConnectError('Refused', {result: 'refused'}), 3, 'refused'],
		[new AuthError('Wrong password'), 4, 'auth'],
		[new ParseError('No table'), 5, 'protocol'],
		[new ConfigError('No secret'), 6, 'config'],
		[new UsageError('No such thing'), 2, 'config'],
		[new TypeError('x is not a function'), 1, 'internal'],
		['a string', 1, 'internal'],
	])('%s ends with status %i and result %s', async (error, code, result) => {
		const {status, stdout, stderr} = await poll(failing(error))
		expect(status).toBe(code)
		expect(stdout).toMatch(/^linestat_poll,device=fake,source=192\.0\.2\.1 [^\n]*\n$/)
		expect(stdout).toContain(`errors=0i,points=0i,result="${result}",result_code=${code}i,up=0i`)
		expect(stderr).toMatch(/^E! [^\n]+\n$/)
	})

	it('--exit-zero keeps the status point and the message, and ends with 0', async () => {
		const {status, stdout, stderr} = await poll(failing(new AuthError('Wrong password')), ['--exit-zero'])
		expect(status).toBe(0)
		expect(stdout).toContain('result="auth",result_code=4i,up=0i')
		expect(stderr).toBe('E! Wrong password.\n')
	})

	it('say what failed, why and what to do in one line of ASCII below 512 bytes', async () => {
		const cause = new Error(`line one\nline two ${'ä'.repeat(300)}`)
		const {stderr} = await poll(failing(new ConnectError('Box "x" is gone', {cause, hint: 'Look at it'})))
		expect(stderr).toMatch(/^E! Box "x" is gone: line one line two \\u\{e4\}[\x20-\x7e]*\n$/)
		expect(stderr.length).toBeLessThanOrEqual(512)
	})

	it('show their stack only with --debug', async () => {
		const error = new TypeError('x is not a function')
		expect((await poll(failing(error))).stderr).not.toContain('frame.test.ts')
		expect((await poll(failing(error), ['--debug'])).stderr).toContain('frame.test.ts')
	})
})

describe('the deadline', () => {
	it('ends a device that ignores everything', async () => {
		const {status, stdout, stderr, seconds} = await poll(hanging, ['--timeout', '200ms'])
		expect(seconds).toBeGreaterThan(0.15)
		expect(seconds).toBeLessThan(5)
		expect(status).toBe(3)
		expect(stdout).toContain('result="timeout",result_code=3i,up=0i')
		expect(stderr).toMatch(/^E! fake 192\.0\.2\.1 did not answer within 0\.2 s\. Check that it is on/)
	})

	it('keeps what was read before', async () => {
		const read: Poll = async (_options, context) => {
			context.add(one)
			await hanging(_options, context)
		}
		const {status, stdout, stderr} = await poll(read, ['--timeout', '200ms'])
		expect(status).toBe(0)
		expect(stdout).toContain('fake,device=fake,source=192.0.2.1 port=1i')
		expect(stdout).toContain('result="partial",result_code=0i,up=1i')
		expect(stderr).toMatch(/^W! fake 192\.0\.2\.1: only a part was read: [^\n]*\n$/)
	})

	it('tells the device in time, which may leave its session', async () => {
		let left = false
		const read: Poll = async (_options, {signal}) => {
			await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}))
			await new Promise(resolve => setTimeout(resolve, 5))
			left = true
			throw signal.reason
		}
		expect((await poll(read, ['--timeout', '300ms'])).status).toBe(3)
		expect(left).toBe(true)
	})

	it('counts down', async () => {
		const remaining: number[] = []
		await poll(
			async (_options, context) => {
				remaining.push(context.remaining())
				await new Promise(resolve => setTimeout(resolve, 20))
				remaining.push(context.remaining())
			},
			['--timeout', '1s'],
		)
		expect(remaining[0]).toBeLessThanOrEqual(900)
		expect(remaining[1]).toBeLessThan((remaining[0] ?? 0) - 15)
	})
})

describe('sections', () => {
	const sections =
		(...results: readonly unknown[]): Poll =>
		async (_options, context) => {
			for (const [index, result] of results.entries()) {
				await context.section(`s${index}`, async () => {
					if (result === 'ok') return one
					if (result === 'hang') return await new Promise<never>(() => {})
					throw result
				})
			}
		}

	it('that fail alone cost one warning, status 0, and 7 with --strict', async () => {
		const read = sections('ok', new ParseError('No table'), new AuthError('Not allowed'))
		const {status, stdout, stderr} = await poll(read)
		expect(status).toBe(0)
		expect(stdout).toMatch(/linestat_section,[^\n]*section=s0,[^\n]*result="ok",up=1i/)
		expect(stdout).toMatch(/linestat_section,[^\n]*section=s1,[^\n]*result="protocol",up=0i/)
		expect(stdout).toMatch(
			/linestat_poll,[^\n]* [^\n]*errors=2i,points=4i,result="partial",result_code=0i,up=1i/,
		)
		expect(stderr).toBe('W! fake 192.0.2.1: 2 of 3 sections failed: s1 (No table), s2 (Not allowed).\n')
		expect((await poll(read, ['--strict'])).status).toBe(7)
		expect((await poll(read, ['--strict', '--exit-zero'])).status).toBe(7)
	})

	it('that all fail are a failed poll', async () => {
		const {status, stdout, stderr} = await poll(sections(new AuthError('Not allowed'), new ParseError('x')))
		expect(status).toBe(4)
		expect(stdout).toContain('errors=2i,points=2i,result="auth",result_code=4i,up=0i')
		expect(stderr).toMatch(/^E! Not allowed[^\n]*\n$/)
	})

	it('with a bug do not cost the others', async () => {
		const {status, stdout, stderr} = await poll(sections(new TypeError('x of undefined'), 'ok'))
		expect(status).toBe(0)
		expect(stdout).toMatch(/section=s0,[^\n]*result="internal",up=0i/)
		expect(stdout).toContain('fake,device=fake')
		expect(stderr).toMatch(
			/^W! [^\n]*1 of 2 sections failed: s0 \(Internal error \(TypeError: x of undefined/,
		)
	})

	it('that hang are ended by the deadline, and none is started after it', async () => {
		const {status, stdout, stderr} = await poll(sections('ok', 'hang', 'ok'), ['--timeout', '200ms'])
		expect(status).toBe(0)
		expect(stdout).toMatch(/section=s1,[^\n]*result="timeout",up=0i/)
		expect(stdout).toMatch(/section=s2,[^\n]*result="timeout",up=0i/)
		expect(stderr).toContain('W! fake 192.0.2.1: 2 of 3 sections failed: s1 (fake 192.0.2.1 did not answer')
	})
})

describe('signals and crashes', () => {
	const interrupted = (cause: 'SIGTERM' | 'SIGINT' | Error, times = 1) =>
		poll(hanging, ['--timeout', '1h'], {
			onInterrupt(listener) {
				for (let time = 0; time < times; time++) setTimeout(() => listener(cause), 20)
			},
		})

	it('SIGTERM, however often, prints the status point and ends with 0', async () => {
		const {status, stdout} = await interrupted('SIGTERM', 3)
		expect(status).toBe(0)
		expect(stdout).toContain('up=0i')
	})

	it('SIGINT prints nothing', async () => {
		expect(await interrupted('SIGINT')).toMatchObject({status: 130, stdout: ''})
	})

	it('an exception that nobody caught is a bug, with a valid result', async () => {
		const {status, stdout, stderr} = await interrupted(new RangeError('out of it'))
		expect(status).toBe(1)
		expect(stdout).toContain('result="internal",result_code=1i,up=0i')
		expect(stderr).toMatch(/^E! Internal error \(RangeError: out of it\)/)
	})
})

describe('the log', () => {
	const chatty: Poll = async (_options, {log, add}) => {
		log.debug('debugging')
		log.warn('first')
		log.info('informing')
		log.warn('second')
		add(one)
	}

	it.each([
		[[], 'W! first; second.\n'],
		[['-q'], ''],
		[['-v'], 'W! first; second.\nI! informing.\n'],
		[['-v', '-q'], 'W! first; second.\nI! informing.\n'],
		[['--log-format', 'plain'], 'linestat: warning: first; second.\n'],
		[
			['--log-format', 'json', '-v'],
			'{"level":"warning","message":"first; second"}\n{"level":"info","message":"informing"}\n',
		],
	])('with %j says what was asked for, the warnings in one line', async (argv, stderr) => {
		expect(await poll(chatty, argv)).toMatchObject({status: 0, stderr})
	})

	it('with --debug says all', async () => {
		const {stderr} = await poll(chatty, ['--debug'])
		expect(stderr).toMatch(/^W! first; second\.\nD! debugging\nI! informing\.\n/)
	})

	it('is plain on a terminal', async () => {
		const io = {stderr: {isTTY: true, columns: 80}}
		expect((await poll(chatty, [], {io})).stderr).toBe('linestat: warning: first; second.\n')
	})
})

describe('options of every poll', () => {
	it('--tag is on every point, and never replaces a tag of the point', async () => {
		const read: Poll = async (_options, context) => {
			await context.section('s', async () => one)
		}
		const {stdout} = await poll(read, ['--tag', 'room=cellar', '--tag', 'section=mine', '--tag', 'a=x=y'])
		const lines = stdout.trimEnd().split('\n')
		expect(lines).toHaveLength(3)
		for (const line of lines) expect(line).toMatch(/,a=x\\=y,[^ ]*room=cellar/)
		expect(lines.find(line => line.startsWith('linestat_section'))).toContain('section=s,')
	})

	it('--timestamp none leaves timestamps out', async () => {
		expect((await poll(good)).stdout).toMatch(/port=1i \d{19}\n/)
		expect((await poll(good, ['--timestamp', 'none'])).stdout).toMatch(/port=1i\nlinestat_poll.*up=1i\n$/)
	})

	it('--output writes all or nothing', async () => {
		const dir = folder()
		const ran = await poll(good, ['--output', `${dir}/out.txt`])
		expect(ran).toMatchObject({status: 0, stdout: '', stderr: ''})
		expect(fs.readFileSync(`${dir}/out.txt`, 'utf8')).toMatch(/^fake,.*\nlinestat_poll,.*\n$/)
		expect(fs.readdirSync(dir)).toEqual(['out.txt'])
	})

	it('--output into a missing folder ends with status 6', async () => {
		const dir = folder()
		const {status, stdout, stderr} = await poll(good, ['--output', `${dir}/none/out.txt`])
		expect({status, stdout}).toEqual({status: 6, stdout: ''})
		expect(stderr).toMatch(
			/^E! Cannot write \S+out\.txt: ENOENT[^\n]*\. Check that its folder exists[^\n]*\n$/,
		)
	})

	it.each([
		[{}, [], true],
		[{NO_COLOR: ''}, [], true],
		[{NO_COLOR: '1'}, [], false],
		[{TERM: 'dumb'}, [], false],
		[{}, ['--no-color'], false],
	])('colours under %j and %j: %s', async (env, argv, colours) => {
		const io = {stdout: {isTTY: true, columns: 80}}
		const {stdout} = await poll(failing(new AuthError('no')), argv, {env, io})
		expect(stdout).not.toBe('')
		expect(stdout.includes('\u001b[')).toBe(colours)
	})
})

describe('--capture and --replay', () => {
	const asking: Poll = async (_options, context) => {
		const answer = await context.exchange('how many', async () => '42')
		context.add([point(fakeMeasurement, {}, {port: Number(answer)})])
	}
	const notAsked: Poll = async (_options, context) => {
		await context.exchange('how many', () => Promise.reject(new Error('connected under --replay')))
	}

	it('play the device again, without it', async () => {
		const file = `${folder()}/capture`
		const live = await poll(asking, ['--capture', file, '--timestamp', 'none'])
		expect(fs.statSync(file).mode & 0o777).toBe(0o600)
		const replayed = await poll(asking, ['--replay', file, '--timestamp', 'none'])
		expect(replayed.stdout.split('\n')[0]).toBe(live.stdout.split('\n')[0])
		expect((await poll(notAsked, ['--replay', file])).status).toBe(0)
	})

	it('leave out what is private', async () => {
		const dir = folder({secret: 'hunter2\n'})
		const talking: Poll = async (_options, context) => {
			await context.secret('password')
			context.log.hide('session-1')
			await context.exchange('login hunter2', async () => 'Welcome hunter2 of session-1 at 81.2.69.142')
		}
		await poll(talking, ['--password-file', `${dir}/secret`, '--capture', `${dir}/capture`])
		expect(fs.readFileSync(`${dir}/capture`, 'utf8')).toBe(
			'# linestat capture: fake\n>>> login ***\n|Welcome *** of *** at 192.0.2.1\n<<<\n',
		)
	})

	it('refuse the capture of another device, a broken and a missing one with the status point and 6 or 5', async () => {
		const dir = folder({other: '# linestat capture: box\n', broken: 'x', short: '# linestat capture: fake\n'})
		const status = async (name: string) => {
			const {status, stdout, stderr} = await poll(notAsked, ['--replay', `${dir}/${name}`])
			expect(stdout).toMatch(/^linestat_poll,device=fake,[^\n]*up=0i \d+\n$/)
			return [status, stderr]
		}
		expect(await status('other')).toEqual([
			6,
			expect.stringContaining('is a capture of box, not of fake. Run linestat box --replay'),
		])
		expect(await status('broken')).toEqual([
			5,
			expect.stringContaining('Line 1 is not the head of a linestat capture'),
		])
		expect(await status('short')).toEqual([5, expect.stringContaining('no answer to "how many"')])
		expect(await status('none')).toEqual([6, expect.stringContaining('Cannot read the capture')])
	})

	it('a capture that cannot be written costs no point', async () => {
		const {status, stdout, stderr} = await poll(asking, ['--capture', `${folder()}/none/capture`])
		expect(status).toBe(6)
		expect(stdout).toContain('port=42i')
		expect(stderr).toContain('E! Cannot write the capture')
	})
})
