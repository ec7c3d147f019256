import {spawn} from 'node:child_process'
import {once} from 'node:events'
import path from 'node:path'
import {text} from 'node:stream/consumers'

/** One thing to measure: a command with all of its environment. */
export interface Case {
	readonly name: string
	readonly command: readonly string[]
	readonly env: Readonly<Record<string, string>>
	/** Not a program of Node: its memory is not measured. */
	readonly foreign?: boolean
}

export interface Cost {
	readonly wallMs: number
	/** User and system time. */
	readonly cpuMs: number
}

/** Bash forks from a small process and reads its children's resource usage; of Node's own child only the wall time is known. */
const TIMED = `TIMEFORMAT='%3R %3U %3S'; { time "$@" 2>/dev/null; } 2>&3`

/** Runs it once, stdout a pipe as under Telegraf. Throws when it fails. */
export async function measure({command, env}: Case): Promise<Cost> {
	const [real = 0, user = 0, system = 0] = (await through(['bash', '-c', TIMED, 'bash', ...command], env))
		.trim()
		.split(' ')
		.map(seconds => Number(seconds) * 1000)
	return {wallMs: real, cpuMs: user + system}
}

const HOOK = path.join(import.meta.dirname, 'peak-memory.cjs')

/** Peak of the resident memory of a program of Node, in MiB. */
export async function peakMemory({command, env}: Case): Promise<number> {
	const [node = '', ...args] = command
	const {LD_LIBRARY_PATH: _, ...rest} = env
	// Through a shell: a forked child inherits the peak of the process that forks.
	const answer = await through(
		['bash', '-c', '"$@" 2>/dev/null', 'bash', node, '--require', HOOK, ...args],
		rest,
	)
	return Number(answer) / 1024
}

/** What the command writes to file descriptor 3. */
async function through([program = '', ...args]: string[], env: Case['env']): Promise<string> {
	const child = spawn(program, args, {env, stdio: ['ignore', 'pipe', 'ignore', 'pipe']})
	const said = text(child.stdio[3] as NodeJS.ReadableStream)
	child.stdout?.resume()
	const [status] = await once(child, 'close')
	if (status !== 0) throw new Error(`status ${status} of ${args.slice(2).join(' ')}`)
	return said
}

export function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b)
	const middle = sorted.length >> 1
	const upper = sorted[middle] ?? Number.NaN
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
