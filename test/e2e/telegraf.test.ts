import {once} from 'node:events'
import net, {type AddressInfo} from 'node:net'
import process from 'node:process'
import {setTimeout as wait} from 'node:timers/promises'
import {afterEach, expect, it} from 'vitest'
import {startIfstatServer} from '../simulators/ifstat-server.ts'
import type {PipeOptions} from './pipe.ts'
import {bin, run} from './program.ts'
import {type Collected, collect} from './telegraf.ts'

const program = [process.execPath, bin, 'ifstat', '--format', 'influx']
const servers: net.Server[] = []
const sockets = new Set<net.Socket>()
afterEach(() => {
	for (const socket of sockets) socket.destroy()
	for (const server of servers.splice(0)) server.close()
})

/** A server whose connections do what `greet` does with them. */
async function listen(greet: (socket: net.Socket) => void): Promise<string> {
	const server = net.createServer(socket => {
		sockets.add(socket)
		socket.on('error', () => {}).on('close', () => sockets.delete(socket))
		greet(socket)
	})
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	servers.push(server)
	return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Fields of the point that every poll prints. */
function poll({points}: Collected) {
	return points.find(({measurement}) => measurement === 'linestat_poll')?.fields
}

it('gets the interfaces of this machine', async () => {
	const collected = await collect([...program, 'lo', '--exit-zero'])
	expect(collected).toMatchObject({error: undefined, stderr: '', killed: false})
	expect(collected.points.map(point => point.measurement)).toEqual(['ifstat', 'linestat_poll'])
	expect(poll(collected)).toMatchObject({up: 1n, result: 'ok'})
})

it('gets up=0 of an SSH server that says nothing', async () => {
	const silent = await listen(() => {})
	const target = ['--ssh', `root@${silent}`, '--timeout', '800ms']
	const collected = await collect([...program, ...target, '--exit-zero'])
	expect(collected.error).toBeUndefined()
	expect(poll(collected)).toMatchObject({up: 0n, result: 'timeout', result_code: 3n})
	expect(collected.seconds).toBeLessThan(2)
	expect(collected.stderr).toMatch(/^E! [^\n]{1,509}\n$/)
})

it('gets status 3 and the reason without --exit-zero', async () => {
	const silent = await listen(() => {})
	const {points, error} = await collect([...program, '--ssh', `root@${silent}`, '--timeout', '800ms'])
	expect(points).toEqual([])
	expect(error).toMatch(/^exec: exit status 3 for command ".*": E! .*did not answer within 0\.8 s.*[^.]\.$/)
})

it('gets a whole output when its own time-out comes first', async () => {
	const silent = await listen(() => {})
	const target = ['--ssh', `root@${silent}`, '--timeout', '30s']
	const collected = await collect([...program, ...target], {timeoutMs: 700})
	expect(collected).toMatchObject({error: undefined, killed: false})
	expect(poll(collected)).toMatchObject({up: 0n, result: 'timeout'})
	expect(collected.seconds).toBeLessThan(2)
	expect(collected.stderr).toMatch(/^E! [^\n]*SIGTERM[^\n]*\n$/)
})

it.each([
	['an SSH server', '--ssh', 'SSH-2.0-flood\r\n', 'x'.repeat(64 * 1024)],
	['an SSH server before its greeting', '--ssh', '', 'banner line\r\n'.repeat(4000)],
	['an ifstat.py server', '--tcp', '', 'itf,rx_bytes\n'.repeat(4000)],
])('is not drowned by %s that floods', async (_name, option, greeting, flood) => {
	const address = await listen(async socket => {
		socket.write(greeting)
		while (!socket.destroyed) if (!socket.write(flood)) await wait(1)
	})
	const collected = await collect([...program, option, address, '--timeout', '3s', '--exit-zero'])
	expect(collected).toMatchObject({error: undefined, killed: false})
	expect(poll(collected)).toMatchObject({up: 0n})
	expect(collected.seconds).toBeLessThan(4)
	expect(collected.stderr).toMatch(/^E! [^\n]{1,509}\n$/)
})

const PIPES: [name: string, stdout: PipeOptions][] = [
	['a pipe', {}],
	['a pipe that is read slowly', {slowMs: 20}],
	['a pipe that does not block', {nonBlocking: true, slowMs: 20}],
]

it.each(PIPES)('gets 2 MB whole through %s', async (_name, stdout) => {
	const interfaces = Array.from({length: 8000}, (_, index) => `vlan${index}`)
	const existing = new Map(interfaces.map((name, index) => [name, Array(8).fill(index)]))
	await using server = await startIfstatServer({existing})
	const target = ['--tcp', `127.0.0.1:${server.port}`, '--exit-zero']
	const collected = await collect([...program, ...target], {stdout})
	expect(collected).toMatchObject({error: undefined, stderr: ''})
	expect(collected.stdout.length).toBeGreaterThan(1_500_000)
	expect(collected.points).toHaveLength(interfaces.length + 1)
	expect(poll(collected)).toMatchObject({up: 1n, points: 8000n})
})

it('leaves quietly when its reader has gone', async () => {
	const script = '(sleep 0.2; "$@"; echo "status $?" >&2) | true'
	const {stderr} = await run(['bash', '-c', script, 'bash', ...program, 'lo'])
	expect(stderr).toBe('status 0\n')
})

it('goes on without a folder for state', async () => {
	const env = {LINESTAT_STATE_DIR: '/sys/linestat', STATE_DIRECTORY: '/sys/linestat'}
	const collected = await collect([...program, 'lo'], {env})
	expect(collected.error).toBeUndefined()
	expect(poll(collected)).toMatchObject({up: 1n})
})
