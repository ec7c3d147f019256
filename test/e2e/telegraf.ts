import {spawn} from 'node:child_process'
import {once} from 'node:events'
import process from 'node:process'
import {parseLineProtocol, type ReadPoint} from '../grammar/line-protocol.ts'
import {type PipeOptions, pipe} from './pipe.ts'

/** Telegraf waits so long between SIGTERM and SIGKILL. */
const GRACE_MS = 5000
/** Without `debug` it keeps one line of stderr, and so much of it. */
const STDERR_BYTES = 512

export interface CollectOptions {
	/** `timeout` of the block. */
	readonly timeoutMs?: number
	readonly env?: Readonly<Record<string, string>>
	readonly stdout?: PipeOptions
}

export interface Collected {
	/** Empty where the command failed: Telegraf throws its output away. */
	readonly points: readonly ReadPoint[]
	/** What Telegraf would log as an error of the plugin, in its words. */
	readonly error: string | undefined
	readonly stdout: string
	readonly stderr: string
	readonly seconds: number
	/** Whether SIGKILL was needed. */
	readonly killed: boolean
}

/**
 * Starts a command as Telegraf's exec input does and judges it the same way: a process group of its own, no terminal,
 * `/` as folder, a HOME that cannot be written, system folders in PATH; at the time-out SIGTERM to the group and at once
 * to the process, five seconds later SIGKILL; what counts is the status, and then every byte of stdout.
 */
export async function collect(
	command: readonly string[],
	{timeoutMs = 5000, env = {}, stdout: kind = {}}: CollectOptions = {},
): Promise<Collected> {
	const start = performance.now()
	const [out, err] = [pipe(kind), pipe()]
	const child = spawn(command[0] ?? '', command.slice(1), {
		stdio: ['ignore', out.writeEnd, err.writeEnd],
		env: {PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin', HOME: '/sys', ...env},
		cwd: '/',
		detached: true,
	})
	const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
	let state: 'running' | 'timed out' | 'killed' = 'running'
	const kill = (signal: NodeJS.Signals) => {
		for (const id of [-(child.pid ?? 0), child.pid ?? 0]) {
			try {
				process.kill(id, signal)
			} catch {
				// It has ended in between.
			}
		}
	}
	let timer = setTimeout(() => {
		state = 'timed out'
		kill('SIGTERM')
		timer = setTimeout(() => {
			state = 'killed'
			kill('SIGKILL')
		}, GRACE_MS)
	}, timeoutMs)

	const [stdoutBytes, stderrBytes, [status, signal]] = await Promise.all([
		out.readAll(),
		err.readAll(),
		ended,
	])
	clearTimeout(timer)
	const seconds = (performance.now() - start) / 1000
	const [stdout, stderr] = [stdoutBytes.toString(), stderrBytes.toString()]
	const result = {stdout, stderr, seconds, killed: (state as string) === 'killed'}
	if (status !== 0) {
		const what = (state as string) === 'running' ? `exit status ${status ?? signal}` : 'command timed out'
		const error = `exec: ${what} for command "${command.join(' ')}": ${firstLine(stderr)}`
		return {...result, points: [], error}
	}
	try {
		return {...result, points: parseLineProtocol(stdout), error: undefined}
	} catch (error) {
		return {...result, points: [], error: `metric parse error: ${(error as Error).message}`}
	}
}

/** What Telegraf keeps of stderr. */
export function firstLine(stderr: string): string {
	const kept = stderr.slice(0, STDERR_BYTES)
	const line = kept.split('\n')[0] ?? ''
	return line.length < stderr.trimEnd().length ? `${line}...` : line
}
