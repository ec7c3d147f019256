import {CommanderError} from 'commander'
import type {Catalog} from './catalog.ts'
import {runCalled} from './commands/called.ts'
import * as commands from './commands/index.ts'
import {refuseSecretValues} from './config/secret-options.ts'
import {sections} from './config/sections.ts'
import * as devices from './devices/index.ts'
import {describe, ExitCode, exitCodeOf, isBrokenPipe, UsageError} from './errors.ts'
import type {Io} from './io.ts'
import {autoFormat, createLog, type Log, type MovableLog} from './log.ts'
import {buildProgram} from './program.ts'

const everything: Catalog = {
	devices: Object.values(devices),
	commands: Object.values(commands),
	sections,
}

/** What a run has come to so far. The log is made anew once its options are known. */
export interface RunState {
	log: MovableLog
	status: number
}

/** Runs the program: arguments in, exit status out. The one place where errors become words and numbers. */
export async function main(argv: readonly string[], io: Io, catalog: Catalog = everything): Promise<number> {
	const debug = argv.includes('--debug')
	const state: RunState = {
		log: createLog(io, {format: autoFormat(io), level: debug ? 'debug' : 'warn'}),
		status: ExitCode.ok,
	}
	try {
		refuseSecretValues(argv, catalog.devices)
		const program = buildProgram(argv, catalog, io, called => runCalled(called, catalog, io, state))
		await program.parseAsync(argv, {from: 'user'})
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

function report(error: unknown, log: Log): number {
	if (isBrokenPipe(error)) return ExitCode.ok
	if (error instanceof CommanderError) {
		if (error.exitCode === 0) return ExitCode.ok
		return report(new UsageError(usageMessage(error), {hint: 'See --help'}), log)
	}
	log.error(describe(error))
	if (error instanceof Error && error.stack !== undefined) log.debug(error.stack)
	return exitCodeOf(error)
}

/**
 * Commander's message on one line: "Unknown option '--fromat' (Did you mean --format?)". The value of an unknown option
 * is left out, since it may be a secret behind a mistyped name.
 */
function usageMessage(error: CommanderError): string {
	if (error.code === 'commander.help') return 'Nothing was asked for: name a device or a command'
	const text = error.message
		.replace(/^error: /, '')
		.replace(/^(unknown option '--?[^=']+)=.*?'(?= \(|$)/s, "$1'")
		.replace(/\s+/g, ' ')
		.replace(/\.$/, '')
	return text.charAt(0).toUpperCase() + text.slice(1)
}
