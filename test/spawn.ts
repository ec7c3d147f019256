import {type ChildProcess, spawn as spawnProcess} from 'node:child_process'

export interface Spawned {
	readonly status: number | null
	readonly signal: NodeJS.Signals | null
	readonly stdout: string
	readonly stderr: string
	readonly seconds: number
}

export interface SpawnOptions {
	readonly env?: Readonly<Record<string, string>>
	/** By default `/`. */
	readonly cwd?: string
	/** What to write to stdin; without it stdin is the null device, as under Telegraf. */
	readonly stdin?: string
	/** Called with the process and everything printed so far, whenever something is. */
	readonly onOutput?: (child: ChildProcess, output: string) => void
	readonly onStart?: (child: ChildProcess) => void
}

/** A real process, with an environment of its own and the folder `/`, as Telegraf starts it. */
export async function spawn(command: readonly string[], options: SpawnOptions = {}): Promise<Spawned> {
	const {env = {}, cwd = '/', stdin, onOutput, onStart} = options
	const [file = '', ...args] = command
	const start = performance.now()
	const child = spawnProcess(file, args, {
		cwd,
		env: {PATH: '/usr/bin:/bin', HOME: '/nonexistent', ...env},
		stdio: [stdin === undefined && onOutput === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
	})
	const output = {stdout: '', stderr: ''}
	for (const name of ['stdout', 'stderr'] as const) {
		child[name]?.setEncoding('utf8').on('data', (text: string) => {
			output[name] += text
			onOutput?.(child, output.stdout + output.stderr)
		})
	}
	if (stdin !== undefined) child.stdin?.end(stdin)
	onStart?.(child)
	const {promise, resolve, reject} = Promise.withResolvers<Spawned>()
	child.on('error', reject).on('close', (status, signal) => {
		resolve({status, signal, ...output, seconds: (performance.now() - start) / 1000})
	})
	return await promise
}

/** linestat with the fake device of `programs/fake.ts`, from the sources. */
export const fakeProgram = (...args: readonly string[]): readonly string[] => [
	process.execPath,
	`${import.meta.dirname}/programs/fake.ts`,
	...args,
]
