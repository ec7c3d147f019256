import fs from 'node:fs'
import path from 'node:path'
import {expect, it} from 'vitest'
import {type RunOptions, run} from '../run.ts'
import {startIfstatServer} from '../simulators/ifstat-server.ts'
import {sysfsTree} from '../sysfs.ts'
import {turns} from '../turns.ts'

const answer = fs.readFileSync('fixtures/ifstat/edgerouter--answer.txt', 'utf8')

const serve = () => startIfstatServer({existing: new Map([['eth0', [1000, 1, 0, 0, 2000, 2, 0, 0]]])})

/** Runs until so many texts were written, then plays the signal. */
async function runUntil(
	writes: number,
	argv: string[],
	signal: 'SIGINT' | 'SIGTERM',
	io: RunOptions['io'] = {},
) {
	const written: string[] = []
	let interrupt: ((cause: 'SIGTERM' | 'SIGINT' | Error) => void) | undefined
	const out = (text: string) => {
		written.push(text)
		if (written.length === writes) interrupt?.(signal)
	}
	const onInterrupt: RunOptions['onInterrupt'] = listener => {
		interrupt = listener
		if (writes === 0) setTimeout(() => listener(signal), 30)
	}
	return {...(await run(argv, {io: {...io, out}, onInterrupt})), written}
}

it('prints a whole poll per sample, each at a tick of its own', async () => {
	using tree = sysfsTree(answer)
	const written: string[] = []
	const io = {out: (text: string | Buffer) => void written.push(String(text))}
	const {status} = await run(['ifstat', 'eth0', '--interval', '100ms', '--count', '3'], {env: tree.env, io})
	expect(status).toBe(0)
	expect(written).toHaveLength(3)
	const times = written.map(text => {
		expect(text).toMatch(/^ifstat,[^\n]*rx_bytes=3801234567i[^\n]*\nlinestat_poll,[^\n]*up=1i \d+\n$/)
		return Number(BigInt(/(\d+)\n$/.exec(text)?.[1] ?? 0) / 1_000_000n)
	})
	const ticks = times.map(time => Math.floor(time / 100))
	expect(new Set(ticks).size).toBe(3)
})

it('keeps one connection, and makes a new one at the tick after a failure', async () => {
	await using server = await serve()
	server.options.misbehave = (socket, reply) => {
		if (server.counts.requests === 3) socket.destroy()
		else socket.write(reply)
	}
	const {status, stdout, stderr} = await run([
		...['ifstat', '--tcp', `127.0.0.1:${server.port}`, '--interval', '100ms', '--count', '5'],
	])
	expect(status).toBe(0)
	expect(server.counts).toEqual({connections: 2, requests: 5})
	expect([...stdout.matchAll(/linestat_poll.*result="(\w+)"/g)].map(([, result]) => result)).toEqual([
		'ok',
		'ok',
		'unreachable',
		'ok',
		'ok',
	])
	expect(stderr).toMatch(/^E! [^\n]*closed the connection without a reply[^\n]*\n$/)
})

it('connects again at once where the connection went between two samples', async () => {
	await using server = await serve()
	server.options.misbehave = (socket, reply) =>
		void socket.write(reply, () => void turns().then(() => socket.destroy()))
	const {stdout, stderr} = await run([
		...['ifstat', '--tcp', `127.0.0.1:${server.port}`, '--interval', '100ms', '--count', '3'],
	])
	expect(stderr).toBe('')
	expect(stdout.match(/result="ok"/g)).toHaveLength(3)
	expect(server.counts.connections).toBe(3)
})

it('leaves a connection that sends bytes which nobody asked for', async () => {
	await using server = await serve()
	server.options.misbehave = (socket, reply) => {
		socket.write(reply)
		if (server.counts.requests === 1) void turns().then(() => socket.write('eth0,9'))
	}
	const {stdout} = await run([
		...['ifstat', '--tcp', `127.0.0.1:${server.port}`, '--interval', '100ms', '--count', '2'],
	])
	expect(stdout.match(/result="ok"/g)).toHaveLength(2)
	expect(server.counts.connections).toBe(2)
})

it('skips ticks while a sample is late, and ends with its status where none was good', async () => {
	await using server = await serve()
	server.options.misbehave = () => {}
	const started = performance.now()
	const {status, stdout} = await run([
		...['ifstat', '--tcp', `127.0.0.1:${server.port}`, '--timeout', '150ms'],
		...['--interval', '100ms', '--count', '2'],
	])
	expect(status).toBe(3)
	expect(stdout.match(/result="timeout"/g)).toHaveLength(2)
	expect(performance.now() - started).toBeGreaterThan(300)
})

it('says once what stays wrong', async () => {
	using tree = sysfsTree(answer)
	const {stderr} = await run(['ifstat', 'eth0', 'wg0', '--interval', '100ms', '--count', '3'], {
		env: tree.env,
	})
	expect(stderr.match(/There is no interface "wg0"/g)).toHaveLength(1)
})

it('ends with 0 on SIGINT and SIGTERM, if something was printed', async () => {
	await using server = await serve()
	const argv = ['ifstat', '--tcp', `127.0.0.1:${server.port}`, '--interval', '100ms']
	expect(await runUntil(2, argv, 'SIGINT')).toMatchObject({status: 0, stderr: '', written: {length: 2}})
	expect(await runUntil(1, argv, 'SIGTERM')).toMatchObject({status: 0, stderr: ''})
})

it('ends with 130 or 143 where nothing was printed, even within a sample that hangs', async () => {
	await using server = await serve()
	server.options.misbehave = () => {}
	const argv = ['ifstat', '--tcp', `127.0.0.1:${server.port}`, '--interval', '100ms', '--format', 'table']
	expect(await runUntil(0, argv, 'SIGINT')).toMatchObject({status: 130, written: []})
	expect(await runUntil(0, argv, 'SIGTERM')).toMatchObject({status: 143, written: []})
})

it('ends quietly when its reader goes away', async () => {
	using tree = sysfsTree(answer)
	let left = 2
	const out = () => {
		if (left-- === 0) throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'})
	}
	expect(await run(['ifstat', '--interval', '100ms'], {env: tree.env, io: {out}})).toMatchObject({
		status: 0,
		stderr: '',
	})
})

it('leaves the terminal sane, whatever ends it', async () => {
	using tree = sysfsTree(answer)
	const terminal = {isTTY: true, columns: 100, rows: 30}
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		const {written, status} = await runUntil(2, ['ifstat', '--interval', '100ms'], signal, {
			stdout: terminal,
			env: {...tree.env, HOME: '/nonexistent'},
		})
		expect(status).toBe(0)
		expect(written[0]?.startsWith('\u001b[?1049h\u001b[?25l')).toBe(true)
		expect(written.at(-1)?.startsWith('\u001b[?25h\u001b[?1049l')).toBe(true)
		expect(written.join('').match(/\?1049l/g)).toHaveLength(1)
	}
})

it('replays a capture sample by sample', async () => {
	using tree = sysfsTree(answer)
	const file = path.join(tree.folder, 'capture.txt')
	await run(['ifstat', 'eth0', '--interval', '100ms', '--count', '2', '--capture', file], {env: tree.env})
	const {status, stdout} = await run(['ifstat', 'eth0', '--interval', '100ms', '--replay', file])
	expect(status).toBe(0)
	expect(stdout.match(/result="ok"/g)).toHaveLength(2)
})

it.each([
	[['--count', '3'], '--count needs --interval'],
	[['--interval', '10ms'], '"10ms" is too short'],
	[['--interval', '1s', '--count', '0'], '"0" is no count'],
])('refuses %j', async (argv, message) => {
	const {status, stdout, stderr} = await run(['ifstat', ...argv])
	expect({status, stdout}).toEqual({status: 2, stdout: ''})
	expect(stderr).toContain(message)
})
