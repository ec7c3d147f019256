import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type {Clock} from '../../../src/clock.ts'
import {type Ran, type RunOptions, run} from '../../run.ts'
import {type Freebox, type FreeboxOptions, startFreebox} from '../../simulators/freebox/server.ts'

/** A simulated box, a folder for state, and the program between them. */
export interface Bench extends AsyncDisposable {
	readonly freebox: Freebox
	readonly stateDir: string
	/** The box is registered: its token. */
	readonly appToken: string
	/** `linestat freebox` with the box and the folder. */
	poll(args?: readonly string[], options?: RunOptions): Promise<Ran>
	/** `linestat freebox <command>` with the box and the folder. */
	command(words: readonly string[], options?: RunOptions): Promise<Ran>
}

export interface BenchOptions extends FreeboxOptions {
	/** False: nobody has registered yet. */
	readonly registered?: boolean
	/** Fingerprint that was seen when it was registered. */
	readonly fingerprint?: string
}

/** The wall clock of the machine that polls stands still; the other one goes on. */
function stoppedClock(): Clock {
	const start = performance.now()
	return {now: () => 1_763_700_100n * 1_000_000_000n, monotonic: () => performance.now() - start}
}

export async function startBench({
	registered = true,
	fingerprint,
	...options
}: BenchOptions = {}): Promise<Bench> {
	const freebox = await startFreebox(options)
	const stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'linestat-freebox-'))
	const app = registered ? freebox.box.accounts.grant('fr.freebox.linestat') : undefined
	if (app !== undefined) {
		const entry = {
			appId: app.id,
			appToken: app.token,
			trackId: String(app.trackId),
			status: 'granted',
			fingerprint,
		}
		const file = path.join(stateDir, 'freebox.json')
		fs.writeFileSync(file, JSON.stringify({[`127.0.0.1:${freebox.port}`]: entry}), {mode: 0o600})
	}
	const common = ['--endpoint', freebox.url, '--state-dir', stateDir]
	return {
		freebox,
		stateDir,
		appToken: app?.token ?? '',
		poll: (args = [], given = {}) =>
			run(['freebox', ...common, ...args], {...given, io: {clock: stoppedClock(), ...given.io}}),
		command: (words, given) => run(['freebox', ...words, ...common], given),
		async [Symbol.asyncDispose]() {
			await freebox.close()
			fs.rmSync(stateDir, {recursive: true, force: true})
		},
	}
}

/** Every line is line protocol: measurement, tags, fields, time. */
const LINE =
	/^[a-z_]+(?:,[a-z0-9_]+=(?:\\.|[^\\, =\n])+)* [a-z0-9_]+=(?:-?[\d.e+]+i?|"(?:\\.|[^"\\])*")(?:,[a-z0-9_]+=(?:-?[\d.e+]+i?|"(?:\\.|[^"\\])*"))*(?: \d+)?$/
/** Lines that are no line protocol: one of them, and Telegraf drops the whole poll. */
export const badLines = (stdout: string) => stdout.split('\n').filter(line => line !== '' && !LINE.test(line))
