import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {expect, it} from 'vitest'
import {parseLineProtocol} from '../grammar/line-protocol.ts'
import {installed} from './installed.ts'
import {bin, linestat, run} from './program.ts'

const terminal = installed('script')

/** Starts a watch whose output is collected. */
function watch(...args: string[]) {
	const child = spawn(process.execPath, [bin, 'ifstat', 'lo', '--format', 'influx', ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {PATH: process.env.PATH},
	})
	const said = {stdout: '', stderr: ''}
	child.stdout.on('data', (text: Buffer) => {
		said.stdout += text.toString()
	})
	child.stderr.on('data', (text: Buffer) => {
		said.stderr += text.toString()
	})
	return {child, said}
}

const statusOf = async (child: ChildProcess): Promise<number | null> => {
	const [status] = (await once(child, 'close')) as [number | null]
	return status
}

it('samples at whole multiples of the interval', async () => {
	const {status, stdout, stderr} = await linestat([
		...['ifstat', 'lo', '--format', 'influx', '--interval', '200ms', '--count', '5'],
	])
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	const times = parseLineProtocol(stdout)
		.filter(({measurement}) => measurement === 'linestat_poll')
		.map(({timestamp}) => Number((timestamp ?? 0n) / 1_000_000n))
	expect(times).toHaveLength(5)
	const ticks = times.map(time => Math.floor(time / 200))
	expect(new Set(ticks).size).toBe(5)
	// No drift: whatever the machine is busy with, the median sample is near its tick.
	const late = times.map(time => time % 200).sort((a, b) => a - b)
	expect(late[2]).toBeLessThan(100)
})

it.each(['SIGTERM', 'SIGINT'] as const)(
	'ends with 0 on %s, even twice, after whole samples',
	async signal => {
		const {child, said} = watch('--interval', '100ms')
		await expect.poll(() => said.stdout, {timeout: 10_000}).toMatch(/linestat_poll.*\n.*linestat_poll/s)
		const ended = statusOf(child)
		child.kill(signal)
		child.kill(signal)
		expect(await ended).toBe(0)
		expect(said.stderr).toBe('')
		expect(parseLineProtocol(said.stdout).length % 2).toBe(0)
	},
)

it.each([
	['SIGTERM', 143],
	['SIGINT', 130],
] as const)('ends with the status of %s before the first sample', async (signal, status) => {
	const {child, said} = watch('--interval', '1d')
	const ended = statusOf(child)
	await new Promise(resolve => setTimeout(resolve, 1500))
	child.kill(signal)
	expect(await ended).toBe(status)
	expect(said.stdout).toBe('')
})

it('ends quietly when the reader of the pipe goes', async () => {
	const program = `${process.execPath} ${bin} ifstat lo --format influx --interval 100ms`
	const {status, stdout, stderr} = await run(['bash', '-c', `${program} | head -3; exit \${PIPESTATUS[0]}`])
	expect({status, stderr}).toEqual({status: 0, stderr: ''})
	expect(parseLineProtocol(stdout)).toHaveLength(3)
})

it.runIf(terminal.here)(
	`redraws in place on a terminal, and leaves it as it was${terminal.note}`,
	async () => {
		const program = `stty cols 80 rows 24; ${process.execPath} ${bin} ifstat lo --interval 100ms --count 3`
		const {stdout} = await run(['script', '-qec', program, '/dev/null'])
		expect(stdout.split('\u001b[?1049h')).toHaveLength(2)
		expect(stdout.split('\u001b[H').length - 1).toBe(3)
		const after = stdout.split('\u001b[?25h\u001b[?1049l')[1]
		expect(after).toContain('bit/s')
		expect(after).not.toContain('\u001b[?')
	},
)

it('loads no network, no crypto and no other process for this machine', async () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-loaded-'))
	const probe = path.join(folder, 'probe.cjs')
	const list = path.join(folder, 'loaded.txt')
	fs.writeFileSync(
		probe,
		`process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n')))`,
	)
	const {status} = await run([process.execPath, '--require', probe, bin, 'ifstat'])
	expect(status).toBe(0)
	const loaded = fs.readFileSync(list, 'utf8').split('\n')
	fs.rmSync(folder, {recursive: true})
	const heavy = [
		'net',
		'tls',
		'crypto',
		'child_process',
		'http',
		'dns',
		'fs/promises',
		'stream',
		'perf_hooks',
		'tty',
	]
	expect(heavy.filter(name => loaded.includes(`NativeModule ${name}`))).toEqual([])
})
