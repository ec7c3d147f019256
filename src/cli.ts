import type {Catalog, LazyCatalog} from './catalog.ts'
import {runCalled} from './commands/called.ts'
import {findDevice} from './devices/index.ts'
import {describe, ExitCode, exitCodeOf, isBrokenPipe} from './errors.ts'
import type {Io} from './io.ts'
import {autoFormat, createLog, type Log, type MovableLog} from './log.ts'
import {readPlain} from './plain.ts'

/** What a run has come to so far. The log is made anew once its options are known. */
export interface RunState {
	log: MovableLog
	status: number
}

/** Runs the program: arguments in, exit status out. The one place where errors become words and numbers. */
export async function main(argv: readonly string[], io: Io, given?: Catalog): Promise<number> {
	const debug = argv.includes('--debug')
	const state: RunState = {
		log: createLog(io, {format: autoFormat(io), level: debug ? 'debug' : 'warn'}),
		status: ExitCode.ok,
	}
	const catalog = given === undefined ? builtIn : lazy(given)
	try {
		const device = await catalog.device(argv[0] ?? '')
		const called = device && readPlain(argv.slice(1), device)
		if (called !== undefined) await runCalled(called, catalog, io, state)
		else {
			const {runProgram} = await import('./program.ts')
			await runProgram(argv, await catalog.whole(), io, one => runCalled(one, catalog, io, state))
		}
	} catch (error) {
		state.status = report(error, state.log)
	}
	try {
		state.log.flush()
	} catch {
		// Nobody reads stderr: nothing more can be said.
	}
	return state.status
}

const builtIn: LazyCatalog = {
	device: findDevice,
	whole: async () => (await import('./everything.ts')).loadEverything(),
}

const lazy = (catalog: Catalog): LazyCatalog => ({
	device: async name => catalog.devices.find(one => one.name === name),
	whole: async () => catalog,
})

function report(error: unknown, log: Log): number {
	if (isBrokenPipe(error)) return ExitCode.ok
	log.error(describe(error))
	if (error instanceof Error && error.stack !== undefined) log.debug(error.stack)
	return exitCodeOf(error)
}
