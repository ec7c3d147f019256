import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type {ServerChannel} from 'ssh2'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {run} from '../run.ts'
import {type SshAnswer, type SshBehaviour, type SshSimulator, startSsh} from '../simulators/ssh.ts'
import {keyPair} from '../simulators/ssh-keys.ts'

const fixture = (name: string) => fs.readFileSync(`fixtures/ifstat/edgerouter--${name}.txt`, 'utf8')

const key = keyPair()
let home: string
beforeAll(() => {
	home = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-ifstat-'))
	fs.writeFileSync(path.join(home, 'key'), key.private, {mode: 0o600})
})
afterAll(() => fs.rmSync(home, {recursive: true, force: true}))

/** The router of the fixtures: it answers one command, or the words on the stdin of a loop. */
const router =
	(name = 'answer', more: {stderr?: string} = {}) =>
	(command: string, channel: ServerChannel): SshAnswer | undefined => {
		const answer = (word: string) => fixture(name).replaceAll('WORD', word)
		const word = /@linestat (\w+) begin/.exec(command)?.[1]
		if (word !== undefined) return {stdout: answer(word), code: 2, ...more}
		channel.on('data', (line: Buffer) => void channel.write(answer(line.toString().trim())))
		channel.on('end', () => channel.end())
		return undefined
	}

const serve = (behaviour: SshBehaviour = {}) =>
	startSsh({accounts: {admin: {keys: [key.public]}}, exec: router(), ...behaviour})

const argv = (server: SshSimulator, ...more: string[]) => [
	...['ifstat', '--ssh', `admin@127.0.0.1:${server.port}`, '--host-key', server.fingerprint],
	...['--identity-file', path.join(home, 'key'), '--timestamp', 'none', '--timeout', '15s', ...more],
]

const poll = (server: SshSimulator, ...more: string[]) => run(argv(server, ...more))

it('prints a machine from one command', async () => {
	const commands: string[] = []
	await using server = await serve({
		exec(command, channel) {
			commands.push(command)
			return router()(command, channel)
		},
	})
	const {status, stdout, stderr} = await poll(server, '--alias', 'eth0=WAN')
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(commands).toHaveLength(1)
	const lines = stdout.split('\n')
	expect(lines[0]).toBe(
		'ifstat,alias=WAN,device=ifstat,interface=eth0,source=127.0.0.1 carrier_changes=5i,mtu_bytes=1500i,' +
			'rx_bytes=3801234567i,rx_dropped=0i,rx_errors=0i,rx_packets=4123456i,speed_bps=1000000000i,' +
			'tx_bytes=912345678i,tx_dropped=0i,tx_errors=0i,tx_packets=2234567i,up=1i',
	)
	expect(lines[5]).toMatch(/^linestat_poll,device=ifstat,source=127\.0\.0\.1 .*points=5i,result="ok"/)
})

it.each(['influx', 'prometheus', 'graphite', 'json', 'table'])('prints it as %s', async format => {
	await using server = await serve()
	const {status, stdout} = await poll(server, 'pppoe0', '--format', format)
	expect(status).toBe(0)
	expect(stdout).toContain('pppoe0')
})

it('hears the answer through a noisy shell', async () => {
	await using server = await serve({exec: router('noisy-shell', {stderr: 'stty: not a typewriter\n'})})
	const [noisy, {status, stderr}] = await poll(server).then(ran => [ran.stdout, ran] as const)
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(noisy.match(/^ifstat,/gm)).toHaveLength(5)
	expect(noisy).not.toContain('fake')
})

describe('one line says what is wrong where', () => {
	const cases: [string, SshBehaviour, number, string, RegExp][] = [
		[
			'the answer is cut',
			{exec: router('cut')},
			5,
			'protocol',
			/^E! ifstat 127\.0\.0\.1: The answer .* was cut/,
		],
		[
			'only SFTP is allowed',
			{exec: () => ({stdout: 'This service allows sftp connections only.\n', code: 1})},
			5,
			'protocol',
			/No answer from the shell, which printed "This service allows sftp connections only\."\. Check/,
		],
		[
			'the account has no shell',
			{exec: () => ({stderr: 'This account is not available.\n', code: 1})},
			5,
			'protocol',
			/which printed "This account is not available\."/,
		],
		[
			'the machine is no Linux',
			{
				exec: command =>
					command.replace(/.*(@linestat \w+ )begin.*/s, '$1begin\ncat: /proc/uptime: No such file\n$1end\n'),
			},
			5,
			'protocol',
			/^E! No \/sys\/class\/net on 127\.0\.0\.1\./,
		],
		['the answer has no end', {flood: 'answer'}, 5, 'protocol', /^E! [^\n]+/],
		['the answer hangs', {hang: 'answer'}, 3, 'timeout', /did not answer within 15 s/],
		['the answer breaks off', {drop: 'answer'}, 3, 'unreachable', /closed the connection/],
		['commands are refused', {refuse: 'channel'}, 3, 'refused', /refused/],
		['the login is refused', {accounts: {}}, 4, 'auth', /^E! [^\n]*admin/],
	]
	it.each(cases)('%s', async (_, behaviour, status, result, message) => {
		const {promise: late, resolve: onHang} = Promise.withResolvers<void>()
		await using server = await serve({...behaviour, onHang})
		const ran = await run(argv(server), behaviour.hang === undefined ? {} : {late})
		expect(ran.status).toBe(status)
		expect(ran.stdout).toMatch(
			new RegExp(`^linestat_poll,[^\\n]*result="${result}",result_code=${status}i,up=0i\\n$`),
		)
		expect(ran.stderr).toMatch(/^E! [^\n]+\n$/)
		expect(ran.stderr).toMatch(message)
	})

	it('the host key is another', async () => {
		await using server = await serve()
		const other = argv(server).map(word => (word === server.fingerprint ? keyPair().fingerprint : word))
		const {status, stdout, stderr} = await run(other)
		expect(status).toBe(4)
		expect(stdout).toContain('result="auth"')
		expect(stderr).toContain(server.fingerprint)
		expect(server.attempts).toEqual([])
	})
})

describe('with --interval', () => {
	it('asks all samples over one login and one shell', async () => {
		let shells = 0
		await using server = await serve({
			exec(command, channel) {
				shells++
				return router()(command, channel)
			},
		})
		const {status, stdout, stderr} = await poll(server, 'eth0', '--interval', '100ms', '--count', '4')
		expect({status, stderr, shells}).toEqual({status: 0, stderr: '', shells: 1})
		expect(server.attempts.filter(attempt => attempt.includes('publickey')).length).toBeLessThan(3)
		expect(stdout.match(/^ifstat,.*rx_bytes=3801234567i/gm)).toHaveLength(4)
		await expect.poll(() => server.connections).toBe(0)
	})

	it('logs in again at the tick after a failure', async () => {
		let asked = 0
		let shells = 0
		await using server = await serve({
			exec(_command, channel) {
				shells++
				channel.on('data', (line: Buffer) => {
					asked++
					const answer = fixture('answer').replaceAll('WORD', line.toString().trim())
					if (asked !== 2) return void channel.write(answer)
					channel.write(answer.slice(0, 400))
					channel.end()
				})
				return undefined
			},
		})
		const {status, stdout, stderr} = await poll(server, 'eth0', '--interval', '150ms', '--count', '3')
		expect(status).toBe(0)
		expect([...stdout.matchAll(/result="(\w+)"/g)].map(([, result]) => result)).toEqual([
			'ok',
			'protocol',
			'ok',
		])
		expect(stderr).toMatch(/^E! ifstat 127\.0\.0\.1: The answer of the shell was cut[^\n]*\n$/)
		expect({asked, shells}).toEqual({asked: 3, shells: 2})
	})

	it('logs in again at once where the shell went between two samples', async () => {
		await using server = await serve({
			exec(_command, channel) {
				channel.on('data', (line: Buffer) => {
					channel.write(fixture('answer').replaceAll('WORD', line.toString().trim()))
					channel.end()
				})
				return undefined
			},
		})
		const {stdout, stderr} = await poll(server, 'eth0', '--interval', '150ms', '--count', '2')
		expect(stderr).toBe('')
		expect(stdout.match(/result="ok"/g)).toHaveLength(2)
	})

	it('gives a sample that hangs up at its deadline, and starts afresh', async () => {
		let shells = 0
		await using server = await serve({
			exec(command, channel) {
				shells++
				return shells === 1 ? undefined : router()(command, channel)
			},
		})
		const args = argv(server, 'eth0', '--interval', '150ms', '--count', '2', '--timeout', '400ms')
		const {status, stdout} = await run(args)
		expect(status).toBe(0)
		expect([...stdout.matchAll(/result="(\w+)"/g)].map(([, result]) => result)).toEqual(['timeout', 'ok'])
	})

	it('draws rates', async () => {
		let bytes = 3_801_234_567
		await using server = await serve({
			exec(_command, channel) {
				channel.on('data', (line: Buffer) => {
					const answer = fixture('answer').replaceAll('WORD', line.toString().trim())
					channel.write(answer.replace('3801234567', String(bytes)))
					bytes += 1_000_000
				})
				return undefined
			},
		})
		const {stdout} = await poll(server, 'eth0', '--interval', '200ms', '--count', '2', '--format', 'table')
		const [first, second] = stdout.split('\n\n').filter(block => block.includes('eth0'))
		expect(first).toContain('3,801,234,567')
		expect(second).toContain('bit/s')
	})
})

it('captures without the random word, and replays without a connection', async () => {
	const file = path.join(home, 'capture.txt')
	const server = await serve()
	const live = await poll(server, '--capture', file)
	await server.close()
	expect(fs.readFileSync(file, 'utf8')).toContain('\n|@linestat WORD begin\n')
	const replayed = await poll(server, '--replay', file)
	const withoutTime = (text: string) => text.replace(/duration_seconds=[^,]*/, '')
	expect(withoutTime(replayed.stdout)).toBe(withoutTime(live.stdout))
})

it('refuses two sources', async () => {
	const {status, stdout, stderr} = await run(['ifstat', '--ssh', 'a', '--tcp', 'b'])
	expect({status, stdout}).toEqual({status: 2, stdout: ''})
	expect(stderr).toContain('--ssh and --tcp are two sources. Use one of them')
})
