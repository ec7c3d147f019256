import {spawn} from 'node:child_process'
import {once} from 'node:events'
import path from 'node:path'
import process from 'node:process'
import {text} from 'node:stream/consumers'

export const bin = path.resolve('bin/linestat.js')

export interface Ran {
	readonly status: number | null
	readonly stdout: string
	readonly stderr: string
	readonly seconds: number
}

export interface RunOptions {
	/** All of the environment; by default PATH alone. */
	readonly env?: Readonly<Record<string, string>>
	readonly cwd?: string
}

/** Runs a program the way cron or a script does: no terminal, stdin empty, stdout and stderr pipes. */
export async function run(command: readonly string[], {env, cwd}: RunOptions = {}): Promise<Ran> {
	const start = performance.now()
	const child = spawn(command[0] ?? '', command.slice(1), {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: env ?? {PATH: process.env.PATH},
		cwd,
	})
	const [stdout, stderr, [status]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'close') as Promise<[number | null]>,
	])
	return {status, stdout, stderr, seconds: (performance.now() - start) / 1000}
}

/** The built program, run by the Node of the tests. */
export function linestat(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
	return run([process.execPath, bin, ...args], options)
}
